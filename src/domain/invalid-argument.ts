/** An argument that breaks a rule of ours, found before anything was sent upstream. */
export class InvalidArgument extends Error {
  override readonly name = 'InvalidArgument';
  readonly argument: string;
  readonly rule: string;

  /**
   * @param argument name of the argument as the GraphQL schema spells it
   * @param rule what it must be, continuing "`argument` …"
   */
  constructor(argument: string, rule: string) {
    super(`\`${argument}\` ${rule}.`);
    this.argument = argument;
    this.rule = rule;
  }
}

import { ExpectedError } from './expected-error.ts';

/** An argument that breaks one of our rules; thrown before anything is sent upstream. */
export class InvalidArgument extends ExpectedError {
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

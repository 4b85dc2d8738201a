import { ExpectedError } from './expected-error.ts';

/** A lookup reached its page limit before it found the invitation or the end of the list. */
export class LookupLimitExceeded extends ExpectedError {
  override readonly name = 'LookupLimitExceeded';

  constructor(id: string, searched: number) {
    super(
      `The invitation "${id}" is not among the first ${searched} in the caller's list, and the list is longer. Use \`invitations\` with a filter instead.`,
    );
  }
}

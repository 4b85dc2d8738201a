/** The walk met its bound before it found an invitation or the end of the list. */
export class LookupLimitExceeded extends Error {
  override readonly name = 'LookupLimitExceeded';

  constructor(id: string, searched: number) {
    super(
      `The invitation "${id}" is not among the first ${searched} that the caller may see, and there are more.`,
    );
  }
}

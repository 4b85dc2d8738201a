/** The list changed each time it was read, so what was not found in it may be there all the same. */
export class ListChanged extends Error {
  override readonly name = 'ListChanged';

  constructor(id: string) {
    super(
      `Whether there is an invitation "${id}" is not known: the list changed while it was read, twice in a row. Retry the request.`,
    );
  }
}

import { ExpectedError } from './expected-error.ts';

/** The list changed during each pass through it, so an invitation that was not found may still exist. */
export class ListChanged extends ExpectedError {
  override readonly name = 'ListChanged';

  constructor(id: string) {
    super(
      `Cannot tell whether the invitation "${id}" exists: the list changed while it was read, twice in a row. Retry the request.`,
    );
  }
}

/** Upstream knows no such invitation. */
export interface NotFound {
  readonly kind: 'not-found';
  readonly upstreamRequestId: string | null;
}

/** Upstream refuses the request as it stands. */
export interface Rejected {
  readonly kind: 'rejected';
  /** Upstream's own words. */
  readonly message: string | null;
  /** Upstream's own code, where GraphQL's Int can hold it. */
  readonly code: number | null;
  readonly upstreamRequestId: string | null;
}

/** Recipients were not reached: those named, or nobody knows which. */
export interface Unreachable {
  readonly kind: 'unreachable';
  readonly failedRecipients: readonly string[];
  readonly upstreamRequestId: string | null;
}

/** How accepting or cancelling ended. */
export type AnswerOutcome = { readonly kind: 'done' } | NotFound | Rejected;

/** How inviting by e-mail ended. */
export type SendOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'partial'; readonly failedRecipients: readonly string[] }
  | Unreachable
  | Rejected;

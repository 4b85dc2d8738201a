/** Upstream has no such invitation. */
export interface NotFound {
  readonly kind: 'not-found';
  readonly upstreamRequestId: string | null;
}

/** Upstream rejected the request; the same request will be rejected again. */
export interface Rejected {
  readonly kind: 'rejected';
  /** Upstream's own message. */
  readonly message: string | null;
  /** Upstream's own code; null when GraphQL's Int cannot hold it. */
  readonly code: number | null;
  readonly upstreamRequestId: string | null;
}

/** The outcome of accepting or cancelling. */
export type AnswerOutcome = { readonly kind: 'done' } | NotFound | Rejected;

/** Recipients in upstream's spelling; null for an entry that is not a string. */
export type RecipientEntries = readonly (string | null)[];

/** The outcome of inviting, with recipients in upstream's spelling; `invitations/` matches them with the request's. */
export type SendOutcome =
  | { readonly kind: 'done' }
  /** 207: some were not reached. */
  | { readonly kind: 'partial'; readonly failedRecipients: RecipientEntries }
  /** 500 with `failed_recipients`: no recipient was reached. */
  | {
      readonly kind: 'unreachable';
      readonly failedRecipients: RecipientEntries;
      readonly upstreamRequestId: string | null;
    }
  | MissingSomething
  | Rejected;

/** 404: recipients cannot be reached, or the organization, array or group does not exist. */
export interface MissingSomething {
  readonly kind: 'missing';
  readonly failedRecipients: RecipientEntries;
  /** `invitee_email` or `invitee_email_or_name` from older servers: the recipients not reached, or an echo of the request. */
  readonly invitees: RecipientEntries;
  /** Upstream's own message, if any. */
  readonly message: string | null;
  readonly code: number | null;
  readonly upstreamRequestId: string | null;
}

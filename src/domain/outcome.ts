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

/** How accepting or cancelling ended. */
export type AnswerOutcome = { readonly kind: 'done' } | NotFound | Rejected;

/** Recipients as an answer names them, however it spells them; null for an entry that is no text. */
export type RecipientEntries = readonly (string | null)[];

/** How inviting ended, in upstream's words: who is meant by them is for the one who asked to find out. */
export type SendOutcome =
  | { readonly kind: 'done' }
  /** 207: some were not reached. */
  | { readonly kind: 'partial'; readonly failedRecipients: RecipientEntries }
  /** 500 with `failed_recipients`: nobody was reached. */
  | {
      readonly kind: 'unreachable';
      readonly failedRecipients: RecipientEntries;
      readonly upstreamRequestId: string | null;
    }
  | MissingSomething
  | Rejected;

/** 404: recipients that cannot be reached, or an organization, array or group that is not there. */
export interface MissingSomething {
  readonly kind: 'missing';
  readonly failedRecipients: RecipientEntries;
  /** `invitee_email` or `invitee_email_or_name` of older servers: those not reached, or the request's own list repeated. */
  readonly invitees: RecipientEntries;
  /** Upstream's own words, when it gave any. */
  readonly message: string | null;
  readonly code: number | null;
  readonly upstreamRequestId: string | null;
}

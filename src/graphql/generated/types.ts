import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Invitation as InvitationRecord, InvitationTarget as InvitationTargetRecord } from '../../domain/invitation.ts';
import type { InvitationList } from '../../invitations/list.ts';
import type { InvitationSearch as InvitationSearchRecord } from '../../invitations/search.ts';
import type { AcceptInvitationsRow, CancelInvitationsRow } from '../mutation/rows.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant in RFC 3339, such as `2026-03-01T09:30:00Z`. Responses are in UTC; an input may have any offset. */
  DateTime: { input: Date; output: string; }
  /** An e-mail address as HTML's `<input type="email">` accepts it. Surrounding white space is removed before the check. */
  EmailAddress: { input: string; output: string; }
  _FieldSet: { input: never; output: never; }
};

/** The invitation to accept. */
export type AcceptInvitationInput = {
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect, and every repeat returns its outcome. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** `Invitation.id` of a PENDING invitation to the caller. */
  readonly invitationId: Scalars['ID']['input'];
};

/** The outcome of accepting one invitation. */
export type AcceptInvitationResult = InvitationAccepted | InvitationNotFound | InvitationOutcomeUnknown | InvitationRejected;

/** The invitations to accept. */
export type AcceptInvitationsInput = {
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect. A repeat returns the known outcomes, sends items that were never sent, and returns `InvitationOutcomeUnknown` for the rest. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** `Invitation.id` of each; duplicates count once. From 1 to 100, counted over all bulk fields of the operation. */
  readonly invitationIds: ReadonlyArray<Scalars['ID']['input']>;
};

/** The result for one invitation of `acceptInvitations`. */
export type AcceptInvitationsItem = {
  readonly __typename?: 'AcceptInvitationsItem';
  /** The id from the input. */
  readonly invitationId: Scalars['ID']['output'];
  /** The outcome; null for a fault, which is a top-level error at the path of this field. After a fault that would affect every item (no credential, rate limit, TileDB down), the rest is not sent and gets the same fault. */
  readonly result: Maybe<AcceptInvitationResult>;
};

/** The results of `acceptInvitations`. */
export type AcceptInvitationsPayload = {
  readonly __typename?: 'AcceptInvitationsPayload';
  /** Number of items whose result is InvitationAccepted. */
  readonly acceptedCount: Scalars['Int']['output'];
  /** One item per distinct id, in the order of the input. */
  readonly results: ReadonlyArray<AcceptInvitationsItem>;
};

/** A permission on one array. TileDB decides what it permits; the descriptions only paraphrase its name. */
export type ArrayAction =
  /** Change its settings and who it is shared with. */
  | 'EDIT'
  /** Read its cells. */
  | 'READ'
  /** Read its metadata, such as size and description. */
  | 'READ_ARRAY_INFO'
  /** Read the log of operations on it. */
  | 'READ_ARRAY_LOGS'
  /** Read its schema, not its cells. */
  | 'READ_ARRAY_SCHEMA'
  /** Write its cells. */
  | 'WRITE';

/** Target of an ARRAY_SHARE invitation. */
export type ArrayShare = {
  readonly __typename?: 'ArrayShare';
  /** The shared array; null when TileDB gives no id for it (`name` may still be known). */
  readonly array: Maybe<TileDbArray>;
  /** Permissions on the array; actions unknown to this schema are omitted. */
  readonly arrayActions: ReadonlyArray<ArrayAction>;
  /** Name or URI of the array. */
  readonly name: Maybe<Scalars['String']['output']>;
};

/** The invitation to cancel, and the array it is for. */
export type CancelArrayInvitationInput = {
  /** Name or URI of the array, unencoded; or `tiledb://NAMESPACE/ARRAY`, whose NAMESPACE must be `namespace`. */
  readonly array: Scalars['String']['input'];
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect, and every repeat returns its outcome. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** `Invitation.id` of a PENDING invitation. */
  readonly invitationId: Scalars['ID']['input'];
  /** Namespace of the array: the name of an organization or user; `workspace/teamspace` on a deployment with workspaces. */
  readonly namespace: Scalars['String']['input'];
};

/** The invitation to cancel, and the group it is for. */
export type CancelGroupInvitationInput = {
  /** Name or UUID of the group. */
  readonly group: Scalars['String']['input'];
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect, and every repeat returns its outcome. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** `Invitation.id` of a PENDING invitation. */
  readonly invitationId: Scalars['ID']['input'];
  /** Namespace of the group: the name of an organization or user; `workspace/teamspace` on a deployment with workspaces. */
  readonly namespace: Scalars['String']['input'];
};

/** The invitation to cancel, by its handle. */
export type CancelInvitationInput = {
  /** `Invitation.cancelHandle`, unchanged. */
  readonly cancelHandle: Scalars['ID']['input'];
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect, and every repeat returns its outcome. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of cancelling one invitation. */
export type CancelInvitationResult = InvitationCancelled | InvitationNotFound | InvitationOutcomeUnknown | InvitationRejected;

/** The invitations to cancel, by their handles. */
export type CancelInvitationsInput = {
  /** `Invitation.cancelHandle` of each, unchanged; duplicates count once. From 1 to 100, counted over all bulk fields of the operation. */
  readonly cancelHandles: ReadonlyArray<Scalars['ID']['input']>;
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect. A repeat returns the known outcomes, sends items that were never sent, and returns `InvitationOutcomeUnknown` for the rest. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The result for one invitation of `cancelInvitations`. */
export type CancelInvitationsItem = {
  readonly __typename?: 'CancelInvitationsItem';
  /** The handle from the input. */
  readonly cancelHandle: Scalars['ID']['output'];
  /** `Invitation.id` of the invitation that the handle names. */
  readonly invitationId: Scalars['ID']['output'];
  /** The outcome; null for a fault, which is a top-level error at the path of this field. After a fault that would affect every item (no credential, rate limit, TileDB down), the rest is not sent and gets the same fault. */
  readonly result: Maybe<CancelInvitationResult>;
};

/** The results of `cancelInvitations`. */
export type CancelInvitationsPayload = {
  readonly __typename?: 'CancelInvitationsPayload';
  /** Number of items whose result is InvitationCancelled. */
  readonly cancelledCount: Scalars['Int']['output'];
  /** One item per distinct handle, in the order of the input. */
  readonly results: ReadonlyArray<CancelInvitationsItem>;
};

/** The invitation to cancel, and the organization it is for. */
export type CancelOrganizationInvitationInput = {
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect, and every repeat returns its outcome. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** `Invitation.id` of a PENDING invitation. */
  readonly invitationId: Scalars['ID']['input'];
  /** Name or UUID of the organization. */
  readonly organization: Scalars['String']['input'];
};

/** A permission on one group. TileDB decides what it permits; the descriptions only paraphrase its name. */
export type GroupAction =
  /** Change its settings and who it is shared with. */
  | 'EDIT'
  /** List what is in it. */
  | 'READ'
  /** Add to it and remove from it. */
  | 'WRITE';

/** Target of a GROUP_SHARE invitation. */
export type GroupShare = {
  readonly __typename?: 'GroupShare';
  /** Permissions on the arrays in the group; actions unknown to this schema are omitted. */
  readonly arrayActions: ReadonlyArray<ArrayAction>;
  /** The shared group; null when TileDB gives no id for it. */
  readonly group: Maybe<TileDbGroup>;
  /** Permissions on the group itself; actions unknown to this schema are omitted. */
  readonly groupActions: ReadonlyArray<GroupAction>;
};

/** An offer to join an organization or to use an array, a group or a payment method. A field is null when TileDB has no value for it, or one that this schema does not know. */
export type Invitation = {
  readonly __typename?: 'Invitation';
  /** When it was accepted; null while it is PENDING. */
  readonly acceptedAt: Maybe<Scalars['DateTime']['output']>;
  /** Account that accepted it; null while it is PENDING. */
  readonly acceptedBy: Maybe<User>;
  /** Identifies this invitation in `cancelInvitation` and `cancelInvitations`. Opaque; contains no secret and grants nothing. Null when the invitation is not PENDING, is a payment share (these cannot be cancelled here), or TileDB provides too little to cancel it. */
  readonly cancelHandle: Maybe<Scalars['ID']['output']>;
  /** When it was sent. */
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  /** Address that the invitation was sent to. */
  readonly email: Maybe<Scalars['String']['output']>;
  /** When it can no longer be accepted; null on deployments where invitations do not expire. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Identifies the invitation in every mutation. */
  readonly id: Scalars['ID']['output'];
  /** Namespace that was invited, if an account rather than an address was invited. */
  readonly invitedNamespace: Maybe<Scalars['String']['output']>;
  /** Account that sent it; null on deployments that do not record it. */
  readonly inviter: Maybe<User>;
  /** True when it is PENDING and `expiresAt` is in the past, by this service's clock. */
  readonly isExpired: Scalars['Boolean']['output'];
  /** The organization to join, or the one that TileDB names with a share. */
  readonly organization: Maybe<Organization>;
  /** Id of the user or organization that owns the invitation. */
  readonly ownerNamespaceId: Maybe<Scalars['ID']['output']>;
  /** Whether it has been accepted; see also `isExpired`. */
  readonly status: Maybe<InvitationStatus>;
  /** What accepting it grants; null exactly when `type` is null. */
  readonly target: Maybe<InvitationTarget>;
  /** The kind of `target`; null for a kind that TileDB introduced after this schema. */
  readonly type: Maybe<InvitationType>;
};

/** The invitation was accepted. */
export type InvitationAccepted = {
  readonly __typename?: 'InvitationAccepted';
  /** The invitation as it is now, looked up only when selected. If the lookup fails, this field is null with an error at its path, but the invitation has been accepted. */
  readonly invitation: Maybe<Invitation>;
  /** The id from the input. */
  readonly invitationId: Scalars['ID']['output'];
};

/** The invitation was cancelled and can no longer be accepted. */
export type InvitationCancelled = {
  readonly __typename?: 'InvitationCancelled';
  /** The id from the input. */
  readonly invitationId: Scalars['ID']['output'];
};

/** One page of invitations, with everything a pager needs. */
export type InvitationConnection = {
  readonly __typename?: 'InvitationConnection';
  /** The invitations of this page, each with the cursor that continues after it. */
  readonly edges: ReadonlyArray<InvitationEdge>;
  /** The invitations of this page in order: `edges.node` without the cursors. */
  readonly nodes: ReadonlyArray<Invitation>;
  /** Number of this page. After a cursor: number of the page, of size `perPage`, that contains the first item. */
  readonly page: Scalars['Int']['output'];
  /** Whether there are more invitations and the cursors to get them, as Relay defines it. */
  readonly pageInfo: PageInfo;
  /** The requested size (`perPage` or `first`); the last page may have fewer items. */
  readonly perPage: Scalars['Int']['output'];
  /** Number of invitations under this filter; null when TileDB does not say, contradicts itself, or says more than an Int can hold. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
  /** Number of pages of this size under this filter; null when TileDB gives no total. `pageInfo.hasNextPage` then says whether this page was full. */
  readonly totalPages: Maybe<Scalars['Int']['output']>;
};

/** One invitation within a page. */
export type InvitationEdge = {
  readonly __typename?: 'InvitationEdge';
  /** Opaque position of this invitation in the list: pass it as `after` to continue after it. */
  readonly cursor: Scalars['String']['output'];
  /** The invitation itself. */
  readonly node: Invitation;
};

/** The fields of every unsuccessful outcome. */
export type InvitationError = {
  /** Stable code to branch on; each type has exactly one. */
  readonly code: InvitationErrorCode;
  /** One sentence for a developer, in English; choose your users' text by `code`. */
  readonly message: Scalars['String']['output'];
  /** Id of this request in the service's log; quote it in support requests. */
  readonly requestId: Maybe<Scalars['String']['output']>;
  /** TileDB's own id of the failed call, if it sent one. */
  readonly upstreamRequestId: Maybe<Scalars['String']['output']>;
};

/** Every code of this service: as `InvitationError.code` for an outcome, as `extensions.code` of a top-level error for a fault. Errors found before execution (syntax, validation) have Apollo Server's codes instead. */
export type InvitationErrorCode =
  /** Fault: an argument or variable is wrong, or TileDB rejected a query; the message says what was expected. */
  | 'BAD_USER_INPUT'
  /** Fault: the credential is valid but does not permit this operation. */
  | 'FORBIDDEN'
  /** Fault: an earlier request holds this idempotency key, since it is still in flight or its instance stopped before it finished; nothing was sent. Retry with the same key. */
  | 'IDEMPOTENCY_KEY_IN_USE'
  /** Fault: the idempotency key was used with another mutation or input; nothing was sent. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** Fault: idempotency keys cannot be stored at the moment; nothing was sent. Retry with the same key. */
  | 'IDEMPOTENCY_UNAVAILABLE'
  /** Fault: a bug in this service; quote `extensions.requestId` in a report. */
  | 'INTERNAL_SERVER_ERROR'
  /** Outcome: no such invitation for this caller. */
  | 'INVITATION_NOT_FOUND'
  /** Fault: the list changed each time it was read, so it is not known whether it contains the invitation; retry. */
  | 'LIST_CHANGED'
  /** Fault: the invitation was not found within the pages that one lookup may read; use `invitations` with a filter instead. */
  | 'LOOKUP_LIMIT_EXCEEDED'
  /** Outcome: an earlier request with the same idempotency key may have been carried out. */
  | 'OUTCOME_UNKNOWN'
  /** Fault: too many requests; `extensions.retryAfter` is the number of seconds to wait, when known. */
  | 'RATE_LIMITED'
  /** Outcome: one or more recipients could not be reached. */
  | 'RECIPIENTS_UNREACHABLE'
  /** Outcome: TileDB rejected a mutation. */
  | 'REQUEST_REJECTED'
  /** Fault: no credential was sent, or TileDB does not accept it. */
  | 'UNAUTHENTICATED'
  /** Fault: a proxy in front of TileDB could not reach it. */
  | 'UPSTREAM_BAD_GATEWAY'
  /** Fault: TileDB failed with a server error; a mutation may have been carried out. */
  | 'UPSTREAM_ERROR'
  /** Fault: TileDB's response does not match its API; a mutation may have been carried out. */
  | 'UPSTREAM_INVALID_RESPONSE'
  /** Fault: TileDB did not respond in time; a mutation may have been carried out. */
  | 'UPSTREAM_TIMEOUT'
  /** Fault: TileDB is down or overloaded, or the connection broke. */
  | 'UPSTREAM_UNAVAILABLE';

/** Conditions on the list of invitations; an empty string is BAD_USER_INPUT, because it would widen the list instead of narrowing it. */
export type InvitationFilter = {
  /** Name or URI of the shared array, unencoded: write `s3://bucket/a b` as it is. */
  readonly array?: InputMaybe<Scalars['String']['input']>;
  /** Latest time of creation, inclusive; rounded up to a whole second. Must not be before `start`. */
  readonly end?: InputMaybe<Scalars['DateTime']['input']>;
  /** Name or id of the shared group. */
  readonly group?: InputMaybe<Scalars['String']['input']>;
  /** Name or id of the organization that an invitation belongs to. */
  readonly organization?: InputMaybe<Scalars['String']['input']>;
  /** Earliest time of creation, inclusive; rounded down to a whole second. */
  readonly start?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether the invitation has been accepted yet. */
  readonly status?: InputMaybe<InvitationStatus>;
  /** What accepting the invitation would grant. */
  readonly type?: InputMaybe<InvitationType>;
};

/** TileDB has no such invitation for this caller: it never existed, was accepted or cancelled, is someone else's or, after a cancel, belongs to another organization, array or group. */
export type InvitationNotFound = InvitationError & {
  readonly __typename?: 'InvitationNotFound';
  /** Always INVITATION_NOT_FOUND. Reload the list: what the user sees is out of date. */
  readonly code: InvitationErrorCode;
  /** The id from the input. */
  readonly invitationId: Scalars['ID']['output'];
  /** One sentence for a developer, in English. */
  readonly message: Scalars['String']['output'];
  /** Id of this request in the service's log. */
  readonly requestId: Maybe<Scalars['String']['output']>;
  /** TileDB's own id of the failed call, if it sent one. */
  readonly upstreamRequestId: Maybe<Scalars['String']['output']>;
};

/** What a list of invitations is sorted by. */
export type InvitationOrder =
  /** By the name of the shared array, which only array invitations have. */
  | 'ARRAY_NAME'
  /** By the name of the organization that the invitation belongs to. */
  | 'ORGANIZATION_NAME'
  /** By the time of creation. */
  | 'TIMESTAMP';

/** An earlier request with the same idempotency key may have been carried out, but its outcome is not known. Nothing is ever sent with this key again: check the list of invitations, and use a new key to send again. */
export type InvitationOutcomeUnknown = InvitationError & {
  readonly __typename?: 'InvitationOutcomeUnknown';
  /** Time just before the earlier request was sent. */
  readonly attemptedAt: Scalars['DateTime']['output'];
  /** Always OUTCOME_UNKNOWN. Let the user check the list before they try again. */
  readonly code: InvitationErrorCode;
  /** One sentence for a developer, in English. */
  readonly message: Scalars['String']['output'];
  /** Id of this request in the service's log. */
  readonly requestId: Maybe<Scalars['String']['output']>;
  /** Always null: no response from TileDB is known. */
  readonly upstreamRequestId: Maybe<Scalars['String']['output']>;
};

/** TileDB rejected the request (400, 409, 422, or a 404 to an invite that says why); the same request will be rejected again. */
export type InvitationRejected = InvitationError & {
  readonly __typename?: 'InvitationRejected';
  /** Always REQUEST_REJECTED. Show `message`, since only TileDB knows the reason. */
  readonly code: InvitationErrorCode;
  /** TileDB's own message, if it sent one. */
  readonly message: Scalars['String']['output'];
  /** Id of this request in the service's log. */
  readonly requestId: Maybe<Scalars['String']['output']>;
  /** TileDB's own error code; null when it sent none, or one that is too large for an Int. */
  readonly upstreamCode: Maybe<Scalars['Int']['output']>;
  /** TileDB's own id of the failed call, if it sent one. */
  readonly upstreamRequestId: Maybe<Scalars['String']['output']>;
};

/** Which recipients have been invited already. */
export type InvitationSearch = {
  readonly __typename?: 'InvitationSearch';
  /** False when the list is longer than one search may read or kept changing; no match then proves nothing. */
  readonly isComplete: Scalars['Boolean']['output'];
  /** One per distinct recipient, in the order of the input. */
  readonly matches: ReadonlyArray<RecipientMatch>;
  /** Number of distinct invitations that were compared. */
  readonly searchedCount: Scalars['Int']['output'];
};

/** The state of an invitation, regardless of expiry: see `Invitation.isExpired`. */
export type InvitationStatus =
  /** Accepted by the account that `acceptedBy` names. */
  | 'ACCEPTED'
  /** Sent, and not accepted yet. */
  | 'PENDING';

/** What accepting an invitation grants; `Invitation.type` says which member to expect. */
export type InvitationTarget = ArrayShare | GroupShare | OrganizationMembership | PaymentShare;

/** What accepting an invitation grants. */
export type InvitationType =
  /** Access to one array. */
  | 'ARRAY_SHARE'
  /** Access to a group and the arrays in it. */
  | 'GROUP_SHARE'
  /** Membership of an organization. */
  | 'JOIN_ORGANIZATION'
  /** Use of another namespace's payment method; such invitations can be listed here but not sent. */
  | 'PAYMENT_SHARE';

/** Some recipients were reached, some were not. Retry with `failedRecipients` only: the others would be invited twice. */
export type InvitationsPartiallySent = {
  readonly __typename?: 'InvitationsPartiallySent';
  /** The recipients that were not reached, spelled as in the input. */
  readonly failedRecipients: ReadonlyArray<Scalars['String']['output']>;
  /** The recipients that were reached, spelled as in the input. */
  readonly recipients: ReadonlyArray<Scalars['String']['output']>;
};

/** An invitation was sent to every recipient. */
export type InvitationsSent = {
  readonly __typename?: 'InvitationsSent';
  /** The recipients without duplicates, in the order and spelling of the input: `emails`, then `usernames`. */
  readonly recipients: ReadonlyArray<Scalars['String']['output']>;
};

/** Whom to invite to an array. `emails` and `usernames` together must name at least one recipient. */
export type InviteToArrayInput = {
  /** Permissions of everyone who accepts. */
  readonly actions: ReadonlyArray<ArrayAction>;
  /** Name or URI of the array, unencoded; or `tiledb://NAMESPACE/ARRAY`, whose NAMESPACE must be `namespace`. */
  readonly array: Scalars['String']['input'];
  /** E-mail addresses to invite. With `usernames`: at least 1 and at most 100 recipients (or the deployment's own maximum), duplicates (ignoring case) counted once. */
  readonly emails?: InputMaybe<ReadonlyArray<Scalars['EmailAddress']['input']>>;
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect, and every repeat returns its outcome. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Namespace of the array: the name of an organization or user; `workspace/teamspace` on a deployment with workspaces. */
  readonly namespace: Scalars['String']['input'];
  /** User names or account ids to invite, trimmed, deduplicated ignoring case (the first spelling is sent), after `emails`; one with an `@` is BAD_USER_INPUT. */
  readonly usernames?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** Whom to invite to a group. `emails` and `usernames` together must name at least one recipient. */
export type InviteToGroupInput = {
  /** Permissions on the arrays in the group. */
  readonly arrayActions: ReadonlyArray<ArrayAction>;
  /** E-mail addresses to invite. With `usernames`: at least 1 and at most 100 recipients (or the deployment's own maximum), duplicates (ignoring case) counted once. */
  readonly emails?: InputMaybe<ReadonlyArray<Scalars['EmailAddress']['input']>>;
  /** Name or UUID of the group. */
  readonly group: Scalars['String']['input'];
  /** Permissions on the group itself. */
  readonly groupActions: ReadonlyArray<GroupAction>;
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect, and every repeat returns its outcome. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Namespace of the group: the name of an organization or user; `workspace/teamspace` on a deployment with workspaces. */
  readonly namespace: Scalars['String']['input'];
  /** User names or account ids to invite, trimmed, deduplicated ignoring case (the first spelling is sent), after `emails`; one with an `@` is BAD_USER_INPUT. */
  readonly usernames?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** Whom to invite to an organization. `emails` and `usernames` together must name at least one recipient. */
export type InviteToOrganizationInput = {
  /** Permissions in the organization's namespace; if omitted, none are sent and TileDB decides. */
  readonly actions?: InputMaybe<ReadonlyArray<NamespaceAction>>;
  /** E-mail addresses to invite. With `usernames`: at least 1 and at most 100 recipients (or the deployment's own maximum), duplicates (ignoring case) counted once. */
  readonly emails?: InputMaybe<ReadonlyArray<Scalars['EmailAddress']['input']>>;
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect, and every repeat returns its outcome. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Name or UUID of the organization. */
  readonly organization: Scalars['String']['input'];
  /** Role of everyone who accepts. */
  readonly role: OrganizationRole;
  /** User names or account ids to invite, trimmed, deduplicated ignoring case (the first spelling is sent), after `emails`; one with an `@` is BAD_USER_INPUT. */
  readonly usernames?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** Every mutation is sent to TileDB at most once and never retried. Outcomes that the client must handle are members of the result union; faults (no credential, TileDB down, …) are top-level errors. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Accepts an invitation on behalf of the caller. */
  readonly acceptInvitation: Maybe<AcceptInvitationResult>;
  /** Accepts up to 100 invitations, ten at a time. A failing one does not affect the others. */
  readonly acceptInvitations: Maybe<AcceptInvitationsPayload>;
  /** Cancels an invitation to an array. */
  readonly cancelArrayInvitation: Maybe<CancelInvitationResult>;
  /** Cancels an invitation to a group. */
  readonly cancelGroupInvitation: Maybe<CancelInvitationResult>;
  /** Cancels a pending invitation to an organization, array or group, given only its `Invitation.cancelHandle`. */
  readonly cancelInvitation: Maybe<CancelInvitationResult>;
  /** Cancels up to 100 invitations, ten at a time. A failing one does not affect the others. */
  readonly cancelInvitations: Maybe<CancelInvitationsPayload>;
  /** Cancels an invitation to join an organization. */
  readonly cancelOrganizationInvitation: Maybe<CancelInvitationResult>;
  /** Sends invitations to use an array. */
  readonly inviteToArray: Maybe<SendInvitationsResult>;
  /** Sends invitations to use a group and the arrays in it. */
  readonly inviteToGroup: Maybe<SendInvitationsResult>;
  /** Sends invitations to join an organization. */
  readonly inviteToOrganization: Maybe<SendInvitationsResult>;
};


/** Every mutation is sent to TileDB at most once and never retried. Outcomes that the client must handle are members of the result union; faults (no credential, TileDB down, …) are top-level errors. */
export type MutationAcceptInvitationArgs = {
  input: AcceptInvitationInput;
};


/** Every mutation is sent to TileDB at most once and never retried. Outcomes that the client must handle are members of the result union; faults (no credential, TileDB down, …) are top-level errors. */
export type MutationAcceptInvitationsArgs = {
  input: AcceptInvitationsInput;
};


/** Every mutation is sent to TileDB at most once and never retried. Outcomes that the client must handle are members of the result union; faults (no credential, TileDB down, …) are top-level errors. */
export type MutationCancelArrayInvitationArgs = {
  input: CancelArrayInvitationInput;
};


/** Every mutation is sent to TileDB at most once and never retried. Outcomes that the client must handle are members of the result union; faults (no credential, TileDB down, …) are top-level errors. */
export type MutationCancelGroupInvitationArgs = {
  input: CancelGroupInvitationInput;
};


/** Every mutation is sent to TileDB at most once and never retried. Outcomes that the client must handle are members of the result union; faults (no credential, TileDB down, …) are top-level errors. */
export type MutationCancelInvitationArgs = {
  input: CancelInvitationInput;
};


/** Every mutation is sent to TileDB at most once and never retried. Outcomes that the client must handle are members of the result union; faults (no credential, TileDB down, …) are top-level errors. */
export type MutationCancelInvitationsArgs = {
  input: CancelInvitationsInput;
};


/** Every mutation is sent to TileDB at most once and never retried. Outcomes that the client must handle are members of the result union; faults (no credential, TileDB down, …) are top-level errors. */
export type MutationCancelOrganizationInvitationArgs = {
  input: CancelOrganizationInvitationInput;
};


/** Every mutation is sent to TileDB at most once and never retried. Outcomes that the client must handle are members of the result union; faults (no credential, TileDB down, …) are top-level errors. */
export type MutationInviteToArrayArgs = {
  input: InviteToArrayInput;
};


/** Every mutation is sent to TileDB at most once and never retried. Outcomes that the client must handle are members of the result union; faults (no credential, TileDB down, …) are top-level errors. */
export type MutationInviteToGroupArgs = {
  input: InviteToGroupInput;
};


/** Every mutation is sent to TileDB at most once and never retried. Outcomes that the client must handle are members of the result union; faults (no credential, TileDB down, …) are top-level errors. */
export type MutationInviteToOrganizationArgs = {
  input: InviteToOrganizationInput;
};

/** A permission in an organization's namespace. TileDB decides what it permits; the descriptions only paraphrase its name. */
export type NamespaceAction =
  /** Create assets in the namespace. */
  | 'CREATE'
  /** Delete assets of the namespace. */
  | 'DELETE'
  /** Delete the organization itself. */
  | 'DELETE_ORGANIZATION'
  /** Change the settings of the namespace's assets. */
  | 'EDIT'
  /** Change how the organization pays. */
  | 'EDIT_BILLING'
  /** Change the organization's profile and members. */
  | 'EDIT_ORGANIZATION'
  /** Read the namespace's assets. */
  | 'READ'
  /** Read the logs of the namespace's arrays. */
  | 'READ_ARRAY_LOGS'
  /** Read the logs of the namespace's jobs. */
  | 'READ_JOB_LOGS'
  /** Read the logs of the namespace's objects. */
  | 'READ_OBJECT_LOGS'
  /** Run jobs in the namespace. */
  | 'RUN_JOB'
  /** Write to the namespace's assets. */
  | 'WRITE';

/** A namespace that several accounts share. */
export type Organization = {
  readonly __typename?: 'Organization';
  /** `Query.invitations` narrowed to this organization, with the same paging rules. */
  readonly invitations: Maybe<InvitationConnection>;
  /** Name, unique among namespaces; mutations and filters take it. */
  readonly name: Scalars['String']['output'];
};


/** A namespace that several accounts share. */
export type OrganizationInvitationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrganizationInvitationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InvitationOrder>;
  page?: InputMaybe<Scalars['Int']['input']>;
  perPage?: InputMaybe<Scalars['Int']['input']>;
};

/** The conditions of `InvitationFilter` except `organization`, which the organization itself provides. */
export type OrganizationInvitationFilter = {
  /** Name or URI of the shared array, unencoded: write `s3://bucket/a b` as it is. */
  readonly array?: InputMaybe<Scalars['String']['input']>;
  /** Latest time of creation, inclusive; rounded up to a whole second. Must not be before `start`. */
  readonly end?: InputMaybe<Scalars['DateTime']['input']>;
  /** Name or id of the shared group. */
  readonly group?: InputMaybe<Scalars['String']['input']>;
  /** Earliest time of creation, inclusive; rounded down to a whole second. */
  readonly start?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether the invitation has been accepted yet. */
  readonly status?: InputMaybe<InvitationStatus>;
  /** What accepting the invitation would grant. */
  readonly type?: InputMaybe<InvitationType>;
};

/** Target of a JOIN_ORGANIZATION invitation. */
export type OrganizationMembership = {
  readonly __typename?: 'OrganizationMembership';
  /** Permissions in the organization's namespace; actions unknown to this schema are omitted. */
  readonly namespaceActions: ReadonlyArray<NamespaceAction>;
  /** The organization to join. */
  readonly organization: Maybe<Organization>;
  /** Role of the new member; null for a role that TileDB introduced after this schema. */
  readonly role: Maybe<OrganizationRole>;
};

/** A role in an organization. TileDB decides what each role permits; the descriptions only paraphrase its name. */
export type OrganizationRole =
  /** Administers the organization. */
  | 'ADMIN'
  /** Owns the organization. */
  | 'OWNER'
  /** Reads the organization's assets. */
  | 'READ_ONLY'
  /** Reads and writes the organization's assets. */
  | 'READ_WRITE'
  /** Reads, writes and deletes the organization's assets. */
  | 'READ_WRITE_DELETE';

/** Relay's page information, shared with every other subgraph that pages. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Cursor of the last item, to pass as `after`; null on an empty page. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** Whether more items follow. When TileDB gives no total: whether this page was full. Never true on an empty page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether items precede this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item; null on an empty page. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

/** Target of a PAYMENT_SHARE invitation. Such invitations can only be listed: there is no mutation to share a payment method. */
export type PaymentShare = {
  readonly __typename?: 'PaymentShare';
  /** Id of the namespace that would pay. */
  readonly payerNamespaceId: Maybe<Scalars['ID']['output']>;
};

/** Reads are safe to repeat and are retried when TileDB fails. Every field is nullable, so that one failing field leaves the others intact. */
export type Query = {
  readonly __typename?: 'Query';
  /**
   * One invitation by its id, or null when the caller's list does not contain it.
   *
   * TileDB has no such operation, so the service reads the list page by page, once for all ids in one operation. If it cannot read the whole list, the fault is LOOKUP_LIMIT_EXCEEDED or LIST_CHANGED, never a false null.
   */
  readonly invitation: Maybe<Invitation>;
  /**
   * The invitations that TileDB lists for the caller's credential, one page at a time.
   *
   * Page either by number (`page` with `perPage`) or by cursor (`first` with `after`); mixing the two styles is BAD_USER_INPUT.
   * Both count positions, and the list can change between two requests: after accepting or cancelling an invitation under a `status` filter, every later one moves up by one position, so request the same page again instead of the next one.
   */
  readonly invitations: Maybe<InvitationConnection>;
  /**
   * Which of these recipients have been invited already?
   *
   * The service reads the list under `filter`, up to the page limit of a lookup, and compares the address and the invited namespace of each invitation, ignoring case.
   */
  readonly searchInvitations: Maybe<InvitationSearch>;
};


/** Reads are safe to repeat and are retried when TileDB fails. Every field is nullable, so that one failing field leaves the others intact. */
export type QueryInvitationArgs = {
  id: Scalars['ID']['input'];
};


/** Reads are safe to repeat and are retried when TileDB fails. Every field is nullable, so that one failing field leaves the others intact. */
export type QueryInvitationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvitationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InvitationOrder>;
  page?: InputMaybe<Scalars['Int']['input']>;
  perPage?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads are safe to repeat and are retried when TileDB fails. Every field is nullable, so that one failing field leaves the others intact. */
export type QuerySearchInvitationsArgs = {
  filter?: InputMaybe<InvitationFilter>;
  recipients: ReadonlyArray<Scalars['String']['input']>;
};

/** One recipient of a search, with the invitations to it. */
export type RecipientMatch = {
  readonly __typename?: 'RecipientMatch';
  /** The compared invitations with this address or invited namespace; empty if there are none. */
  readonly invitations: ReadonlyArray<Invitation>;
  /** The recipient as given, without surrounding white space. */
  readonly recipient: Scalars['String']['output'];
};

/** One or more recipients could not be reached. Recipients not in `failedRecipients` may have been reached, especially when it is empty, so inviting them again may e-mail them twice. */
export type RecipientsUnreachable = InvitationError & {
  readonly __typename?: 'RecipientsUnreachable';
  /** Always RECIPIENTS_UNREACHABLE. Let the user correct the recipients in `failedRecipients`. */
  readonly code: InvitationErrorCode;
  /** The recipients that TileDB named as not reached, spelled as in the input; empty when it named none. */
  readonly failedRecipients: ReadonlyArray<Scalars['String']['output']>;
  /** One sentence for a developer, in English. */
  readonly message: Scalars['String']['output'];
  /** Id of this request in the service's log. */
  readonly requestId: Maybe<Scalars['String']['output']>;
  /** TileDB's own id of the failed call, if it sent one. */
  readonly upstreamRequestId: Maybe<Scalars['String']['output']>;
};

/** The outcome of sending invitations. Only InvitationsSent means that every recipient was reached. */
export type SendInvitationsResult = InvitationOutcomeUnknown | InvitationRejected | InvitationsPartiallySent | InvitationsSent | RecipientsUnreachable;

/** An array that is stored in TileDB Cloud. */
export type TileDbArray = {
  readonly __typename?: 'TileDBArray';
  /** The array's UUID. */
  readonly id: Scalars['ID']['output'];
};

/** A named collection of arrays and of further groups. */
export type TileDbGroup = {
  readonly __typename?: 'TileDBGroup';
  /** The group's UUID. */
  readonly id: Scalars['ID']['output'];
};

/** One person's account. */
export type User = {
  readonly __typename?: 'User';
  /** UUID of the account's namespace. */
  readonly id: Scalars['ID']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Invitation: Invitation;
  Organization: Organization;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Invitation:
    ( { __typename: 'Invitation' }
    & GraphQLRecursivePick<FederationTypes['Invitation'], {"id":true}> );
  Organization:
    ( { __typename: 'Organization' }
    & GraphQLRecursivePick<FederationTypes['Organization'], {"name":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AcceptInvitationResult:
    | ( Omit<InvitationAccepted, 'invitation'> & { invitation?: Maybe<_RefType['Invitation']> } & { __typename: 'InvitationAccepted' } )
    | ( InvitationNotFound & { __typename: 'InvitationNotFound' } )
    | ( InvitationOutcomeUnknown & { __typename: 'InvitationOutcomeUnknown' } )
    | ( InvitationRejected & { __typename: 'InvitationRejected' } )
  ;
  CancelInvitationResult:
    | ( InvitationCancelled & { __typename: 'InvitationCancelled' } )
    | ( InvitationNotFound & { __typename: 'InvitationNotFound' } )
    | ( InvitationOutcomeUnknown & { __typename: 'InvitationOutcomeUnknown' } )
    | ( InvitationRejected & { __typename: 'InvitationRejected' } )
  ;
  InvitationTarget:
    | ( ArrayShare & { __typename: 'ArrayShare' } )
    | ( GroupShare & { __typename: 'GroupShare' } )
    | ( Omit<OrganizationMembership, 'organization'> & { organization?: Maybe<_RefType['Organization']> } & { __typename: 'OrganizationMembership' } )
    | ( PaymentShare & { __typename: 'PaymentShare' } )
  ;
  SendInvitationsResult:
    | ( InvitationOutcomeUnknown & { __typename: 'InvitationOutcomeUnknown' } )
    | ( InvitationRejected & { __typename: 'InvitationRejected' } )
    | ( InvitationsPartiallySent & { __typename: 'InvitationsPartiallySent' } )
    | ( InvitationsSent & { __typename: 'InvitationsSent' } )
    | ( RecipientsUnreachable & { __typename: 'RecipientsUnreachable' } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  InvitationError:
    | ( InvitationNotFound )
    | ( InvitationOutcomeUnknown )
    | ( InvitationRejected )
    | ( RecipientsUnreachable )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcceptInvitationInput: AcceptInvitationInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AcceptInvitationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AcceptInvitationResult']>;
  AcceptInvitationsInput: AcceptInvitationsInput;
  AcceptInvitationsItem: ResolverTypeWrapper<AcceptInvitationsRow>;
  AcceptInvitationsPayload: ResolverTypeWrapper<Omit<AcceptInvitationsPayload, 'results'> & { results: ReadonlyArray<ResolversTypes['AcceptInvitationsItem']> }>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ArrayAction: ArrayAction;
  ArrayShare: ResolverTypeWrapper<ArrayShare>;
  CancelArrayInvitationInput: CancelArrayInvitationInput;
  CancelGroupInvitationInput: CancelGroupInvitationInput;
  CancelInvitationInput: CancelInvitationInput;
  CancelInvitationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelInvitationResult']>;
  CancelInvitationsInput: CancelInvitationsInput;
  CancelInvitationsItem: ResolverTypeWrapper<CancelInvitationsRow>;
  CancelInvitationsPayload: ResolverTypeWrapper<Omit<CancelInvitationsPayload, 'results'> & { results: ReadonlyArray<ResolversTypes['CancelInvitationsItem']> }>;
  CancelOrganizationInvitationInput: CancelOrganizationInvitationInput;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  GroupAction: GroupAction;
  GroupShare: ResolverTypeWrapper<GroupShare>;
  Invitation: ResolverTypeWrapper<InvitationRecord>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  InvitationAccepted: ResolverTypeWrapper<Omit<InvitationAccepted, 'invitation'> & { invitation?: Maybe<ResolversTypes['Invitation']> }>;
  InvitationCancelled: ResolverTypeWrapper<InvitationCancelled>;
  InvitationConnection: ResolverTypeWrapper<InvitationList>;
  InvitationEdge: ResolverTypeWrapper<Omit<InvitationEdge, 'node'> & { node: ResolversTypes['Invitation'] }>;
  InvitationError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['InvitationError']>;
  InvitationErrorCode: InvitationErrorCode;
  InvitationFilter: InvitationFilter;
  InvitationNotFound: ResolverTypeWrapper<InvitationNotFound>;
  InvitationOrder: InvitationOrder;
  InvitationOutcomeUnknown: ResolverTypeWrapper<InvitationOutcomeUnknown>;
  InvitationRejected: ResolverTypeWrapper<InvitationRejected>;
  InvitationSearch: ResolverTypeWrapper<InvitationSearchRecord>;
  InvitationStatus: InvitationStatus;
  InvitationTarget: ResolverTypeWrapper<InvitationTargetRecord>;
  InvitationType: InvitationType;
  InvitationsPartiallySent: ResolverTypeWrapper<InvitationsPartiallySent>;
  InvitationsSent: ResolverTypeWrapper<InvitationsSent>;
  InviteToArrayInput: InviteToArrayInput;
  InviteToGroupInput: InviteToGroupInput;
  InviteToOrganizationInput: InviteToOrganizationInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NamespaceAction: NamespaceAction;
  Organization: ResolverTypeWrapper<Omit<Organization, 'invitations'> & { invitations?: Maybe<ResolversTypes['InvitationConnection']> }>;
  OrganizationInvitationFilter: OrganizationInvitationFilter;
  OrganizationMembership: ResolverTypeWrapper<Omit<OrganizationMembership, 'organization'> & { organization?: Maybe<ResolversTypes['Organization']> }>;
  OrganizationRole: OrganizationRole;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PaymentShare: ResolverTypeWrapper<PaymentShare>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecipientMatch: ResolverTypeWrapper<Omit<RecipientMatch, 'invitations'> & { invitations: ReadonlyArray<ResolversTypes['Invitation']> }>;
  RecipientsUnreachable: ResolverTypeWrapper<RecipientsUnreachable>;
  SendInvitationsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SendInvitationsResult']>;
  TileDBArray: ResolverTypeWrapper<TileDbArray>;
  TileDBGroup: ResolverTypeWrapper<TileDbGroup>;
  User: ResolverTypeWrapper<User>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceptInvitationInput: AcceptInvitationInput;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  AcceptInvitationResult: ResolversUnionTypes<ResolversParentTypes>['AcceptInvitationResult'];
  AcceptInvitationsInput: AcceptInvitationsInput;
  AcceptInvitationsItem: AcceptInvitationsRow;
  AcceptInvitationsPayload: Omit<AcceptInvitationsPayload, 'results'> & { results: ReadonlyArray<ResolversParentTypes['AcceptInvitationsItem']> };
  Int: Scalars['Int']['output'];
  ArrayShare: ArrayShare;
  CancelArrayInvitationInput: CancelArrayInvitationInput;
  CancelGroupInvitationInput: CancelGroupInvitationInput;
  CancelInvitationInput: CancelInvitationInput;
  CancelInvitationResult: ResolversUnionTypes<ResolversParentTypes>['CancelInvitationResult'];
  CancelInvitationsInput: CancelInvitationsInput;
  CancelInvitationsItem: CancelInvitationsRow;
  CancelInvitationsPayload: Omit<CancelInvitationsPayload, 'results'> & { results: ReadonlyArray<ResolversParentTypes['CancelInvitationsItem']> };
  CancelOrganizationInvitationInput: CancelOrganizationInvitationInput;
  DateTime: Scalars['DateTime']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  GroupShare: GroupShare;
  Invitation: InvitationRecord;
  Boolean: Scalars['Boolean']['output'];
  InvitationAccepted: Omit<InvitationAccepted, 'invitation'> & { invitation?: Maybe<ResolversParentTypes['Invitation']> };
  InvitationCancelled: InvitationCancelled;
  InvitationConnection: InvitationList;
  InvitationEdge: Omit<InvitationEdge, 'node'> & { node: ResolversParentTypes['Invitation'] };
  InvitationError: ResolversInterfaceTypes<ResolversParentTypes>['InvitationError'];
  InvitationFilter: InvitationFilter;
  InvitationNotFound: InvitationNotFound;
  InvitationOutcomeUnknown: InvitationOutcomeUnknown;
  InvitationRejected: InvitationRejected;
  InvitationSearch: InvitationSearchRecord;
  InvitationTarget: InvitationTargetRecord;
  InvitationsPartiallySent: InvitationsPartiallySent;
  InvitationsSent: InvitationsSent;
  InviteToArrayInput: InviteToArrayInput;
  InviteToGroupInput: InviteToGroupInput;
  InviteToOrganizationInput: InviteToOrganizationInput;
  Mutation: Record<PropertyKey, never>;
  Organization: Omit<Organization, 'invitations'> & { invitations?: Maybe<ResolversParentTypes['InvitationConnection']> } | FederationReferenceTypes['Organization'];
  OrganizationInvitationFilter: OrganizationInvitationFilter;
  OrganizationMembership: Omit<OrganizationMembership, 'organization'> & { organization?: Maybe<ResolversParentTypes['Organization']> };
  PageInfo: PageInfo;
  PaymentShare: PaymentShare;
  Query: Record<PropertyKey, never>;
  RecipientMatch: Omit<RecipientMatch, 'invitations'> & { invitations: ReadonlyArray<ResolversParentTypes['Invitation']> };
  RecipientsUnreachable: RecipientsUnreachable;
  SendInvitationsResult: ResolversUnionTypes<ResolversParentTypes>['SendInvitationsResult'];
  TileDBArray: TileDbArray;
  TileDBGroup: TileDbGroup;
  User: User;
};

export type AcceptInvitationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcceptInvitationResult'] = ResolversParentTypes['AcceptInvitationResult']> = {
  __resolveType: TypeResolveFn<'InvitationAccepted' | 'InvitationNotFound' | 'InvitationOutcomeUnknown' | 'InvitationRejected', ParentType, ContextType>;
};

export type AcceptInvitationsItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcceptInvitationsItem'] = ResolversParentTypes['AcceptInvitationsItem']> = {
  invitationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['AcceptInvitationResult']>, ParentType, ContextType>;
};

export type AcceptInvitationsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcceptInvitationsPayload'] = ResolversParentTypes['AcceptInvitationsPayload']> = {
  acceptedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  results?: Resolver<ReadonlyArray<ResolversTypes['AcceptInvitationsItem']>, ParentType, ContextType>;
};

export type ArrayShareResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArrayShare'] = ResolversParentTypes['ArrayShare']> = {
  array?: Resolver<Maybe<ResolversTypes['TileDBArray']>, ParentType, ContextType>;
  arrayActions?: Resolver<ReadonlyArray<ResolversTypes['ArrayAction']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelInvitationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelInvitationResult'] = ResolversParentTypes['CancelInvitationResult']> = {
  __resolveType: TypeResolveFn<'InvitationCancelled' | 'InvitationNotFound' | 'InvitationOutcomeUnknown' | 'InvitationRejected', ParentType, ContextType>;
};

export type CancelInvitationsItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelInvitationsItem'] = ResolversParentTypes['CancelInvitationsItem']> = {
  cancelHandle?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invitationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['CancelInvitationResult']>, ParentType, ContextType>;
};

export type CancelInvitationsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelInvitationsPayload'] = ResolversParentTypes['CancelInvitationsPayload']> = {
  cancelledCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  results?: Resolver<ReadonlyArray<ResolversTypes['CancelInvitationsItem']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type GroupShareResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GroupShare'] = ResolversParentTypes['GroupShare']> = {
  arrayActions?: Resolver<ReadonlyArray<ResolversTypes['ArrayAction']>, ParentType, ContextType>;
  group?: Resolver<Maybe<ResolversTypes['TileDBGroup']>, ParentType, ContextType>;
  groupActions?: Resolver<ReadonlyArray<ResolversTypes['GroupAction']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvitationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Invitation'] = ResolversParentTypes['Invitation'], FederationReferenceType extends FederationReferenceTypes['Invitation'] = FederationReferenceTypes['Invitation']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Invitation']> | FederationReferenceType, FederationReferenceType, ContextType>;
  acceptedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  acceptedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  cancelHandle?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invitedNamespace?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  inviter?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  isExpired?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  ownerNamespaceId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['InvitationStatus']>, ParentType, ContextType>;
  target?: Resolver<Maybe<ResolversTypes['InvitationTarget']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['InvitationType']>, ParentType, ContextType>;
};

export type InvitationAcceptedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitationAccepted'] = ResolversParentTypes['InvitationAccepted']> = {
  invitation?: Resolver<Maybe<ResolversTypes['Invitation']>, ParentType, ContextType>;
  invitationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvitationCancelledResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitationCancelled'] = ResolversParentTypes['InvitationCancelled']> = {
  invitationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvitationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitationConnection'] = ResolversParentTypes['InvitationConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['InvitationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Invitation']>, ParentType, ContextType>;
  page?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  perPage?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  totalPages?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type InvitationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitationEdge'] = ResolversParentTypes['InvitationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Invitation'], ParentType, ContextType>;
};

export type InvitationErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitationError'] = ResolversParentTypes['InvitationError']> = {
  __resolveType: TypeResolveFn<'InvitationNotFound' | 'InvitationOutcomeUnknown' | 'InvitationRejected' | 'RecipientsUnreachable', ParentType, ContextType>;
};

export type InvitationNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitationNotFound'] = ResolversParentTypes['InvitationNotFound']> = {
  code?: Resolver<ResolversTypes['InvitationErrorCode'], ParentType, ContextType>;
  invitationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  upstreamRequestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvitationOutcomeUnknownResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitationOutcomeUnknown'] = ResolversParentTypes['InvitationOutcomeUnknown']> = {
  attemptedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['InvitationErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  upstreamRequestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvitationRejectedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitationRejected'] = ResolversParentTypes['InvitationRejected']> = {
  code?: Resolver<ResolversTypes['InvitationErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  upstreamCode?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  upstreamRequestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvitationSearchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitationSearch'] = ResolversParentTypes['InvitationSearch']> = {
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  matches?: Resolver<ReadonlyArray<ResolversTypes['RecipientMatch']>, ParentType, ContextType>;
  searchedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type InvitationTargetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitationTarget'] = ResolversParentTypes['InvitationTarget']> = {
  __resolveType: TypeResolveFn<'ArrayShare' | 'GroupShare' | 'OrganizationMembership' | 'PaymentShare', ParentType, ContextType>;
};

export type InvitationsPartiallySentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitationsPartiallySent'] = ResolversParentTypes['InvitationsPartiallySent']> = {
  failedRecipients?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  recipients?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvitationsSentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitationsSent'] = ResolversParentTypes['InvitationsSent']> = {
  recipients?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptInvitation?: Resolver<Maybe<ResolversTypes['AcceptInvitationResult']>, ParentType, ContextType, RequireFields<MutationAcceptInvitationArgs, 'input'>>;
  acceptInvitations?: Resolver<Maybe<ResolversTypes['AcceptInvitationsPayload']>, ParentType, ContextType, RequireFields<MutationAcceptInvitationsArgs, 'input'>>;
  cancelArrayInvitation?: Resolver<Maybe<ResolversTypes['CancelInvitationResult']>, ParentType, ContextType, RequireFields<MutationCancelArrayInvitationArgs, 'input'>>;
  cancelGroupInvitation?: Resolver<Maybe<ResolversTypes['CancelInvitationResult']>, ParentType, ContextType, RequireFields<MutationCancelGroupInvitationArgs, 'input'>>;
  cancelInvitation?: Resolver<Maybe<ResolversTypes['CancelInvitationResult']>, ParentType, ContextType, RequireFields<MutationCancelInvitationArgs, 'input'>>;
  cancelInvitations?: Resolver<Maybe<ResolversTypes['CancelInvitationsPayload']>, ParentType, ContextType, RequireFields<MutationCancelInvitationsArgs, 'input'>>;
  cancelOrganizationInvitation?: Resolver<Maybe<ResolversTypes['CancelInvitationResult']>, ParentType, ContextType, RequireFields<MutationCancelOrganizationInvitationArgs, 'input'>>;
  inviteToArray?: Resolver<Maybe<ResolversTypes['SendInvitationsResult']>, ParentType, ContextType, RequireFields<MutationInviteToArrayArgs, 'input'>>;
  inviteToGroup?: Resolver<Maybe<ResolversTypes['SendInvitationsResult']>, ParentType, ContextType, RequireFields<MutationInviteToGroupArgs, 'input'>>;
  inviteToOrganization?: Resolver<Maybe<ResolversTypes['SendInvitationsResult']>, ParentType, ContextType, RequireFields<MutationInviteToOrganizationArgs, 'input'>>;
};

export type OrganizationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Organization'] = ResolversParentTypes['Organization'], FederationReferenceType extends FederationReferenceTypes['Organization'] = FederationReferenceTypes['Organization']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Organization']> | FederationReferenceType, FederationReferenceType, ContextType>;
  invitations?: Resolver<Maybe<ResolversTypes['InvitationConnection']>, ParentType, ContextType, Partial<OrganizationInvitationsArgs>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OrganizationMembershipResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationMembership'] = ResolversParentTypes['OrganizationMembership']> = {
  namespaceActions?: Resolver<ReadonlyArray<ResolversTypes['NamespaceAction']>, ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['OrganizationRole']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentShareResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentShare'] = ResolversParentTypes['PaymentShare']> = {
  payerNamespaceId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  invitation?: Resolver<Maybe<ResolversTypes['Invitation']>, ParentType, ContextType, RequireFields<QueryInvitationArgs, 'id'>>;
  invitations?: Resolver<Maybe<ResolversTypes['InvitationConnection']>, ParentType, ContextType, Partial<QueryInvitationsArgs>>;
  searchInvitations?: Resolver<Maybe<ResolversTypes['InvitationSearch']>, ParentType, ContextType, RequireFields<QuerySearchInvitationsArgs, 'recipients'>>;
};

export type RecipientMatchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecipientMatch'] = ResolversParentTypes['RecipientMatch']> = {
  invitations?: Resolver<ReadonlyArray<ResolversTypes['Invitation']>, ParentType, ContextType>;
  recipient?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RecipientsUnreachableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecipientsUnreachable'] = ResolversParentTypes['RecipientsUnreachable']> = {
  code?: Resolver<ResolversTypes['InvitationErrorCode'], ParentType, ContextType>;
  failedRecipients?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  upstreamRequestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SendInvitationsResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SendInvitationsResult'] = ResolversParentTypes['SendInvitationsResult']> = {
  __resolveType: TypeResolveFn<'InvitationOutcomeUnknown' | 'InvitationRejected' | 'InvitationsPartiallySent' | 'InvitationsSent' | 'RecipientsUnreachable', ParentType, ContextType>;
};

export type TileDbArrayResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TileDBArray'] = ResolversParentTypes['TileDBArray']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type TileDbGroupResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TileDBGroup'] = ResolversParentTypes['TileDBGroup']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AcceptInvitationResult?: AcceptInvitationResultResolvers<ContextType>;
  AcceptInvitationsItem?: AcceptInvitationsItemResolvers<ContextType>;
  AcceptInvitationsPayload?: AcceptInvitationsPayloadResolvers<ContextType>;
  ArrayShare?: ArrayShareResolvers<ContextType>;
  CancelInvitationResult?: CancelInvitationResultResolvers<ContextType>;
  CancelInvitationsItem?: CancelInvitationsItemResolvers<ContextType>;
  CancelInvitationsPayload?: CancelInvitationsPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  GroupShare?: GroupShareResolvers<ContextType>;
  Invitation?: InvitationResolvers<ContextType>;
  InvitationAccepted?: InvitationAcceptedResolvers<ContextType>;
  InvitationCancelled?: InvitationCancelledResolvers<ContextType>;
  InvitationConnection?: InvitationConnectionResolvers<ContextType>;
  InvitationEdge?: InvitationEdgeResolvers<ContextType>;
  InvitationError?: InvitationErrorResolvers<ContextType>;
  InvitationNotFound?: InvitationNotFoundResolvers<ContextType>;
  InvitationOutcomeUnknown?: InvitationOutcomeUnknownResolvers<ContextType>;
  InvitationRejected?: InvitationRejectedResolvers<ContextType>;
  InvitationSearch?: InvitationSearchResolvers<ContextType>;
  InvitationTarget?: InvitationTargetResolvers<ContextType>;
  InvitationsPartiallySent?: InvitationsPartiallySentResolvers<ContextType>;
  InvitationsSent?: InvitationsSentResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Organization?: OrganizationResolvers<ContextType>;
  OrganizationMembership?: OrganizationMembershipResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PaymentShare?: PaymentShareResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecipientMatch?: RecipientMatchResolvers<ContextType>;
  RecipientsUnreachable?: RecipientsUnreachableResolvers<ContextType>;
  SendInvitationsResult?: SendInvitationsResultResolvers<ContextType>;
  TileDBArray?: TileDbArrayResolvers<ContextType>;
  TileDBGroup?: TileDbGroupResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
};


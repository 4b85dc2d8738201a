/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** The invitation to accept. */
export type AcceptInvitationInput = {
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect, and every repeat returns its outcome. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: string | null | undefined;
  /** `Invitation.id` of a PENDING invitation to the caller. */
  readonly invitationId: string;
};

/** The invitations to accept. */
export type AcceptInvitationsInput = {
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect. A repeat returns the known outcomes, sends items that were never sent, and returns `InvitationOutcomeUnknown` for the rest. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: string | null | undefined;
  /** `Invitation.id` of each; duplicates count once. From 1 to 100, counted over all bulk fields of the operation. */
  readonly invitationIds: ReadonlyArray<string>;
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

/** The invitation to cancel, and the array it is for. */
export type CancelArrayInvitationInput = {
  /** Name or URI of the array, unencoded; or `tiledb://NAMESPACE/ARRAY`, whose NAMESPACE must be `namespace`. */
  readonly array: string;
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect, and every repeat returns its outcome. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: string | null | undefined;
  /** `Invitation.id` of a PENDING invitation. */
  readonly invitationId: string;
  /** Namespace of the array: the name of an organization or user; `workspace/teamspace` on a deployment with workspaces. */
  readonly namespace: string;
};

/** The invitation to cancel, and the group it is for. */
export type CancelGroupInvitationInput = {
  /** Name or UUID of the group. */
  readonly group: string;
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect, and every repeat returns its outcome. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: string | null | undefined;
  /** `Invitation.id` of a PENDING invitation. */
  readonly invitationId: string;
  /** Namespace of the group: the name of an organization or user; `workspace/teamspace` on a deployment with workspaces. */
  readonly namespace: string;
};

/** The invitation to cancel, by its handle. */
export type CancelInvitationInput = {
  /** `Invitation.cancelHandle`, unchanged. */
  readonly cancelHandle: string;
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect, and every repeat returns its outcome. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: string | null | undefined;
};

/** The invitations to cancel, by their handles. */
export type CancelInvitationsInput = {
  /** `Invitation.cancelHandle` of each, unchanged; duplicates count once. From 1 to 100, counted over all bulk fields of the operation. */
  readonly cancelHandles: ReadonlyArray<string>;
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect. A repeat returns the known outcomes, sends items that were never sent, and returns `InvitationOutcomeUnknown` for the rest. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: string | null | undefined;
};

/** The invitation to cancel, and the organization it is for. */
export type CancelOrganizationInvitationInput = {
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect, and every repeat returns its outcome. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: string | null | undefined;
  /** `Invitation.id` of a PENDING invitation. */
  readonly invitationId: string;
  /** Name or UUID of the organization. */
  readonly organization: string;
};

/** A permission on one group. TileDB decides what it permits; the descriptions only paraphrase its name. */
export type GroupAction =
  /** Change its settings and who it is shared with. */
  | 'EDIT'
  /** List what is in it. */
  | 'READ'
  /** Add to it and remove from it. */
  | 'WRITE';

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
  readonly array?: string | null | undefined;
  /** Latest time of creation, inclusive; rounded up to a whole second. Must not be before `start`. */
  readonly end?: string | null | undefined;
  /** Name or id of the shared group. */
  readonly group?: string | null | undefined;
  /** Name or id of the organization that an invitation belongs to. */
  readonly organization?: string | null | undefined;
  /** Earliest time of creation, inclusive; rounded down to a whole second. */
  readonly start?: string | null | undefined;
  /** Whether the invitation has been accepted yet. */
  readonly status?: InvitationStatus | null | undefined;
  /** What accepting the invitation would grant. */
  readonly type?: InvitationType | null | undefined;
};

/** What a list of invitations is sorted by. */
export type InvitationOrder =
  /** By the name of the shared array, which only array invitations have. */
  | 'ARRAY_NAME'
  /** By the name of the organization that the invitation belongs to. */
  | 'ORGANIZATION_NAME'
  /** By the time of creation. */
  | 'TIMESTAMP';

/** The state of an invitation, regardless of expiry: see `Invitation.isExpired`. */
export type InvitationStatus =
  /** Accepted by the account that `acceptedBy` names. */
  | 'ACCEPTED'
  /** Sent, and not accepted yet. */
  | 'PENDING';

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

/** Whom to invite to an array. `emails` and `usernames` together must name at least one recipient. */
export type InviteToArrayInput = {
  /** Permissions of everyone who accepts. */
  readonly actions: ReadonlyArray<ArrayAction>;
  /** Name or URI of the array, unencoded; or `tiledb://NAMESPACE/ARRAY`, whose NAMESPACE must be `namespace`. */
  readonly array: string;
  /** E-mail addresses to invite. With `usernames`: at least 1 and at most 100 recipients (or the deployment's own maximum), duplicates (ignoring case) counted once. */
  readonly emails?: ReadonlyArray<string> | null | undefined;
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect, and every repeat returns its outcome. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: string | null | undefined;
  /** Namespace of the array: the name of an organization or user; `workspace/teamspace` on a deployment with workspaces. */
  readonly namespace: string;
  /** User names or account ids to invite, trimmed, deduplicated ignoring case (the first spelling is sent), after `emails`; one with an `@` is BAD_USER_INPUT. */
  readonly usernames?: ReadonlyArray<string> | null | undefined;
};

/** Whom to invite to a group. `emails` and `usernames` together must name at least one recipient. */
export type InviteToGroupInput = {
  /** Permissions on the arrays in the group. */
  readonly arrayActions: ReadonlyArray<ArrayAction>;
  /** E-mail addresses to invite. With `usernames`: at least 1 and at most 100 recipients (or the deployment's own maximum), duplicates (ignoring case) counted once. */
  readonly emails?: ReadonlyArray<string> | null | undefined;
  /** Name or UUID of the group. */
  readonly group: string;
  /** Permissions on the group itself. */
  readonly groupActions: ReadonlyArray<GroupAction>;
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect, and every repeat returns its outcome. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: string | null | undefined;
  /** Namespace of the group: the name of an organization or user; `workspace/teamspace` on a deployment with workspaces. */
  readonly namespace: string;
  /** User names or account ids to invite, trimmed, deduplicated ignoring case (the first spelling is sent), after `emails`; one with an `@` is BAD_USER_INPUT. */
  readonly usernames?: ReadonlyArray<string> | null | undefined;
};

/** Whom to invite to an organization. `emails` and `usernames` together must name at least one recipient. */
export type InviteToOrganizationInput = {
  /** Permissions in the organization's namespace; if omitted, none are sent and TileDB decides. */
  readonly actions?: ReadonlyArray<NamespaceAction> | null | undefined;
  /** E-mail addresses to invite. With `usernames`: at least 1 and at most 100 recipients (or the deployment's own maximum), duplicates (ignoring case) counted once. */
  readonly emails?: ReadonlyArray<string> | null | undefined;
  /** Makes the mutation safe to repeat: requests with the same key (1 to 255 visible ASCII characters; use a new one for each user action) and the same input have one effect, and every repeat returns its outcome. Can also be sent as the header `Idempotency-Key`. */
  readonly idempotencyKey?: string | null | undefined;
  /** Name or UUID of the organization. */
  readonly organization: string;
  /** Role of everyone who accepts. */
  readonly role: OrganizationRole;
  /** User names or account ids to invite, trimmed, deduplicated ignoring case (the first spelling is sent), after `emails`; one with an `@` is BAD_USER_INPUT. */
  readonly usernames?: ReadonlyArray<string> | null | undefined;
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

export type InvitationRowFragment = { readonly id: string, readonly type: InvitationType | null, readonly status: InvitationStatus | null, readonly email: string | null, readonly invitedNamespace: string | null, readonly isExpired: boolean, readonly cancelHandle: string | null, readonly ownerNamespaceId: string | null, readonly createdAt: string | null, readonly expiresAt: string | null, readonly acceptedAt: string | null, readonly organization: { readonly name: string } | null, readonly inviter: { readonly id: string } | null, readonly target:
    | { readonly __typename: 'ArrayShare', readonly name: string | null, readonly arrayActions: ReadonlyArray<ArrayAction>, readonly array: { readonly id: string } | null }
    | { readonly __typename: 'GroupShare', readonly arrayActions: ReadonlyArray<ArrayAction>, readonly groupActions: ReadonlyArray<GroupAction>, readonly group: { readonly id: string } | null }
    | { readonly __typename: 'OrganizationMembership', readonly role: OrganizationRole | null, readonly namespaceActions: ReadonlyArray<NamespaceAction> }
    | { readonly __typename: 'PaymentShare', readonly payerNamespaceId: string | null }
   | null };

export type InvitationsPageQueryVariables = Exact<{
  filter?: InvitationFilter | null | undefined;
  orderBy?: InvitationOrder | null | undefined;
  page?: number | null | undefined;
  perPage?: number | null | undefined;
}>;


export type InvitationsPageQuery = { readonly invitations: { readonly page: number, readonly perPage: number, readonly totalPages: number | null, readonly totalCount: number | null, readonly pageInfo: { readonly hasNextPage: boolean }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly type: InvitationType | null, readonly status: InvitationStatus | null, readonly email: string | null, readonly invitedNamespace: string | null, readonly isExpired: boolean, readonly cancelHandle: string | null, readonly ownerNamespaceId: string | null, readonly createdAt: string | null, readonly expiresAt: string | null, readonly acceptedAt: string | null, readonly organization: { readonly name: string } | null, readonly inviter: { readonly id: string } | null, readonly target:
        | { readonly __typename: 'ArrayShare', readonly name: string | null, readonly arrayActions: ReadonlyArray<ArrayAction>, readonly array: { readonly id: string } | null }
        | { readonly __typename: 'GroupShare', readonly arrayActions: ReadonlyArray<ArrayAction>, readonly groupActions: ReadonlyArray<GroupAction>, readonly group: { readonly id: string } | null }
        | { readonly __typename: 'OrganizationMembership', readonly role: OrganizationRole | null, readonly namespaceActions: ReadonlyArray<NamespaceAction> }
        | { readonly __typename: 'PaymentShare', readonly payerNamespaceId: string | null }
       | null }> } | null };

export type InvitationsAfterQueryVariables = Exact<{
  filter?: InvitationFilter | null | undefined;
  orderBy?: InvitationOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type InvitationsAfterQuery = { readonly invitations: { readonly totalCount: number | null, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly type: InvitationType | null, readonly status: InvitationStatus | null, readonly email: string | null, readonly invitedNamespace: string | null, readonly isExpired: boolean, readonly cancelHandle: string | null, readonly ownerNamespaceId: string | null, readonly createdAt: string | null, readonly expiresAt: string | null, readonly acceptedAt: string | null, readonly organization: { readonly name: string } | null, readonly inviter: { readonly id: string } | null, readonly target:
          | { readonly __typename: 'ArrayShare', readonly name: string | null, readonly arrayActions: ReadonlyArray<ArrayAction>, readonly array: { readonly id: string } | null }
          | { readonly __typename: 'GroupShare', readonly arrayActions: ReadonlyArray<ArrayAction>, readonly groupActions: ReadonlyArray<GroupAction>, readonly group: { readonly id: string } | null }
          | { readonly __typename: 'OrganizationMembership', readonly role: OrganizationRole | null, readonly namespaceActions: ReadonlyArray<NamespaceAction> }
          | { readonly __typename: 'PaymentShare', readonly payerNamespaceId: string | null }
         | null } }> } | null };

export type InvitationCountsQueryVariables = Exact<{
  filter?: InvitationFilter | null | undefined;
  accepted?: InvitationFilter | null | undefined;
}>;


export type InvitationCountsQuery = { readonly pending: { readonly totalCount: number | null } | null, readonly accepted: { readonly totalCount: number | null } | null };

export type InvitationByIdQueryVariables = Exact<{
  id: string;
}>;


export type InvitationByIdQuery = { readonly invitation: { readonly id: string, readonly type: InvitationType | null, readonly status: InvitationStatus | null, readonly email: string | null, readonly invitedNamespace: string | null, readonly isExpired: boolean, readonly cancelHandle: string | null, readonly ownerNamespaceId: string | null, readonly createdAt: string | null, readonly expiresAt: string | null, readonly acceptedAt: string | null, readonly organization: { readonly name: string } | null, readonly inviter: { readonly id: string } | null, readonly target:
      | { readonly __typename: 'ArrayShare', readonly name: string | null, readonly arrayActions: ReadonlyArray<ArrayAction>, readonly array: { readonly id: string } | null }
      | { readonly __typename: 'GroupShare', readonly arrayActions: ReadonlyArray<ArrayAction>, readonly groupActions: ReadonlyArray<GroupAction>, readonly group: { readonly id: string } | null }
      | { readonly __typename: 'OrganizationMembership', readonly role: OrganizationRole | null, readonly namespaceActions: ReadonlyArray<NamespaceAction> }
      | { readonly __typename: 'PaymentShare', readonly payerNamespaceId: string | null }
     | null } | null };

export type SearchInvitationsQueryVariables = Exact<{
  recipients: ReadonlyArray<string> | string;
  filter?: InvitationFilter | null | undefined;
}>;


export type SearchInvitationsQuery = { readonly searchInvitations: { readonly isComplete: boolean, readonly searchedCount: number, readonly matches: ReadonlyArray<{ readonly recipient: string, readonly invitations: ReadonlyArray<{ readonly id: string, readonly type: InvitationType | null, readonly status: InvitationStatus | null, readonly email: string | null, readonly invitedNamespace: string | null, readonly isExpired: boolean, readonly cancelHandle: string | null, readonly ownerNamespaceId: string | null, readonly createdAt: string | null, readonly expiresAt: string | null, readonly acceptedAt: string | null, readonly organization: { readonly name: string } | null, readonly inviter: { readonly id: string } | null, readonly target:
          | { readonly __typename: 'ArrayShare', readonly name: string | null, readonly arrayActions: ReadonlyArray<ArrayAction>, readonly array: { readonly id: string } | null }
          | { readonly __typename: 'GroupShare', readonly arrayActions: ReadonlyArray<ArrayAction>, readonly groupActions: ReadonlyArray<GroupAction>, readonly group: { readonly id: string } | null }
          | { readonly __typename: 'OrganizationMembership', readonly role: OrganizationRole | null, readonly namespaceActions: ReadonlyArray<NamespaceAction> }
          | { readonly __typename: 'PaymentShare', readonly payerNamespaceId: string | null }
         | null }> }> } | null };

export type AcceptInvitationMutationVariables = Exact<{
  input: AcceptInvitationInput;
}>;


export type AcceptInvitationMutation = { readonly outcome:
    | { readonly __typename: 'InvitationAccepted', readonly invitationId: string }
    | { readonly __typename: 'InvitationNotFound', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
    | { readonly __typename: 'InvitationOutcomeUnknown', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
    | { readonly __typename: 'InvitationRejected', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
   | null };

export type AcceptInvitationsMutationVariables = Exact<{
  input: AcceptInvitationsInput;
}>;


export type AcceptInvitationsMutation = { readonly acceptInvitations: { readonly acceptedCount: number, readonly results: ReadonlyArray<{ readonly invitationId: string, readonly result:
        | { readonly __typename: 'InvitationAccepted', readonly invitationId: string }
        | { readonly __typename: 'InvitationNotFound', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
        | { readonly __typename: 'InvitationOutcomeUnknown', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
        | { readonly __typename: 'InvitationRejected', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
       | null }> } | null };

export type CancelInvitationMutationVariables = Exact<{
  input: CancelInvitationInput;
}>;


export type CancelInvitationMutation = { readonly outcome:
    | { readonly __typename: 'InvitationCancelled', readonly invitationId: string }
    | { readonly __typename: 'InvitationNotFound', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
    | { readonly __typename: 'InvitationOutcomeUnknown', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
    | { readonly __typename: 'InvitationRejected', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
   | null };

export type CancelInvitationsMutationVariables = Exact<{
  input: CancelInvitationsInput;
}>;


export type CancelInvitationsMutation = { readonly cancelInvitations: { readonly cancelledCount: number, readonly results: ReadonlyArray<{ readonly cancelHandle: string, readonly invitationId: string, readonly result:
        | { readonly __typename: 'InvitationCancelled', readonly invitationId: string }
        | { readonly __typename: 'InvitationNotFound', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
        | { readonly __typename: 'InvitationOutcomeUnknown', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
        | { readonly __typename: 'InvitationRejected', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
       | null }> } | null };

export type CancelArrayInvitationMutationVariables = Exact<{
  input: CancelArrayInvitationInput;
}>;


export type CancelArrayInvitationMutation = { readonly outcome:
    | { readonly __typename: 'InvitationCancelled', readonly invitationId: string }
    | { readonly __typename: 'InvitationNotFound', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
    | { readonly __typename: 'InvitationOutcomeUnknown', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
    | { readonly __typename: 'InvitationRejected', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
   | null };

export type CancelGroupInvitationMutationVariables = Exact<{
  input: CancelGroupInvitationInput;
}>;


export type CancelGroupInvitationMutation = { readonly outcome:
    | { readonly __typename: 'InvitationCancelled', readonly invitationId: string }
    | { readonly __typename: 'InvitationNotFound', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
    | { readonly __typename: 'InvitationOutcomeUnknown', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
    | { readonly __typename: 'InvitationRejected', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
   | null };

export type CancelOrganizationInvitationMutationVariables = Exact<{
  input: CancelOrganizationInvitationInput;
}>;


export type CancelOrganizationInvitationMutation = { readonly outcome:
    | { readonly __typename: 'InvitationCancelled', readonly invitationId: string }
    | { readonly __typename: 'InvitationNotFound', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
    | { readonly __typename: 'InvitationOutcomeUnknown', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
    | { readonly __typename: 'InvitationRejected', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
   | null };

export type InviteToOrganizationMutationVariables = Exact<{
  input: InviteToOrganizationInput;
}>;


export type InviteToOrganizationMutation = { readonly outcome:
    | { readonly __typename: 'InvitationOutcomeUnknown', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
    | { readonly __typename: 'InvitationRejected', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
    | { readonly __typename: 'InvitationsPartiallySent', readonly recipients: ReadonlyArray<string>, readonly failedRecipients: ReadonlyArray<string> }
    | { readonly __typename: 'InvitationsSent', readonly recipients: ReadonlyArray<string> }
    | { readonly __typename: 'RecipientsUnreachable', readonly failedRecipients: ReadonlyArray<string>, readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
   | null };

export type InviteToArrayMutationVariables = Exact<{
  input: InviteToArrayInput;
}>;


export type InviteToArrayMutation = { readonly outcome:
    | { readonly __typename: 'InvitationOutcomeUnknown', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
    | { readonly __typename: 'InvitationRejected', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
    | { readonly __typename: 'InvitationsPartiallySent', readonly recipients: ReadonlyArray<string>, readonly failedRecipients: ReadonlyArray<string> }
    | { readonly __typename: 'InvitationsSent', readonly recipients: ReadonlyArray<string> }
    | { readonly __typename: 'RecipientsUnreachable', readonly failedRecipients: ReadonlyArray<string>, readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
   | null };

export type InviteToGroupMutationVariables = Exact<{
  input: InviteToGroupInput;
}>;


export type InviteToGroupMutation = { readonly outcome:
    | { readonly __typename: 'InvitationOutcomeUnknown', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
    | { readonly __typename: 'InvitationRejected', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
    | { readonly __typename: 'InvitationsPartiallySent', readonly recipients: ReadonlyArray<string>, readonly failedRecipients: ReadonlyArray<string> }
    | { readonly __typename: 'InvitationsSent', readonly recipients: ReadonlyArray<string> }
    | { readonly __typename: 'RecipientsUnreachable', readonly failedRecipients: ReadonlyArray<string>, readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null }
   | null };

type Failure_InvitationNotFound_Fragment = { readonly __typename: 'InvitationNotFound', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null };

type Failure_InvitationOutcomeUnknown_Fragment = { readonly __typename: 'InvitationOutcomeUnknown', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null };

type Failure_InvitationRejected_Fragment = { readonly __typename: 'InvitationRejected', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null };

type Failure_RecipientsUnreachable_Fragment = { readonly __typename: 'RecipientsUnreachable', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null };

export type FailureFragment =
  | Failure_InvitationNotFound_Fragment
  | Failure_InvitationOutcomeUnknown_Fragment
  | Failure_InvitationRejected_Fragment
  | Failure_RecipientsUnreachable_Fragment
;

type AcceptOutcome_InvitationAccepted_Fragment = { readonly __typename: 'InvitationAccepted', readonly invitationId: string };

type AcceptOutcome_InvitationNotFound_Fragment = { readonly __typename: 'InvitationNotFound', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null };

type AcceptOutcome_InvitationOutcomeUnknown_Fragment = { readonly __typename: 'InvitationOutcomeUnknown', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null };

type AcceptOutcome_InvitationRejected_Fragment = { readonly __typename: 'InvitationRejected', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null };

export type AcceptOutcomeFragment =
  | AcceptOutcome_InvitationAccepted_Fragment
  | AcceptOutcome_InvitationNotFound_Fragment
  | AcceptOutcome_InvitationOutcomeUnknown_Fragment
  | AcceptOutcome_InvitationRejected_Fragment
;

type CancelOutcome_InvitationCancelled_Fragment = { readonly __typename: 'InvitationCancelled', readonly invitationId: string };

type CancelOutcome_InvitationNotFound_Fragment = { readonly __typename: 'InvitationNotFound', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null };

type CancelOutcome_InvitationOutcomeUnknown_Fragment = { readonly __typename: 'InvitationOutcomeUnknown', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null };

type CancelOutcome_InvitationRejected_Fragment = { readonly __typename: 'InvitationRejected', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null };

export type CancelOutcomeFragment =
  | CancelOutcome_InvitationCancelled_Fragment
  | CancelOutcome_InvitationNotFound_Fragment
  | CancelOutcome_InvitationOutcomeUnknown_Fragment
  | CancelOutcome_InvitationRejected_Fragment
;

type SendOutcome_InvitationOutcomeUnknown_Fragment = { readonly __typename: 'InvitationOutcomeUnknown', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null };

type SendOutcome_InvitationRejected_Fragment = { readonly __typename: 'InvitationRejected', readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null };

type SendOutcome_InvitationsPartiallySent_Fragment = { readonly __typename: 'InvitationsPartiallySent', readonly recipients: ReadonlyArray<string>, readonly failedRecipients: ReadonlyArray<string> };

type SendOutcome_InvitationsSent_Fragment = { readonly __typename: 'InvitationsSent', readonly recipients: ReadonlyArray<string> };

type SendOutcome_RecipientsUnreachable_Fragment = { readonly __typename: 'RecipientsUnreachable', readonly failedRecipients: ReadonlyArray<string>, readonly code: InvitationErrorCode, readonly message: string, readonly requestId: string | null, readonly upstreamRequestId: string | null };

export type SendOutcomeFragment =
  | SendOutcome_InvitationOutcomeUnknown_Fragment
  | SendOutcome_InvitationRejected_Fragment
  | SendOutcome_InvitationsPartiallySent_Fragment
  | SendOutcome_InvitationsSent_Fragment
  | SendOutcome_RecipientsUnreachable_Fragment
;

export const InvitationRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvitationRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invitation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"invitedNamespace"}},{"kind":"Field","name":{"kind":"Name","value":"isExpired"}},{"kind":"Field","name":{"kind":"Name","value":"cancelHandle"}},{"kind":"Field","name":{"kind":"Name","value":"ownerNamespaceId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedAt"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inviter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OrganizationMembership"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"namespaceActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ArrayShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"array"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"arrayActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"arrayActions"}},{"kind":"Field","name":{"kind":"Name","value":"groupActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payerNamespaceId"}}]}}]}}]}}]} as unknown as DocumentNode<InvitationRowFragment, unknown>;
export const FailureFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"upstreamRequestId"}}]}}]} as unknown as DocumentNode<FailureFragment, unknown>;
export const AcceptOutcomeFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AcceptOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AcceptInvitationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationAccepted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitationId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Failure"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"upstreamRequestId"}}]}}]} as unknown as DocumentNode<AcceptOutcomeFragment, unknown>;
export const CancelOutcomeFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CancelOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CancelInvitationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationCancelled"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitationId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Failure"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"upstreamRequestId"}}]}}]} as unknown as DocumentNode<CancelOutcomeFragment, unknown>;
export const SendOutcomeFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SendOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SendInvitationsResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationsSent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recipients"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationsPartiallySent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recipients"}},{"kind":"Field","name":{"kind":"Name","value":"failedRecipients"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecipientsUnreachable"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failedRecipients"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Failure"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"upstreamRequestId"}}]}}]} as unknown as DocumentNode<SendOutcomeFragment, unknown>;
export const InvitationsPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InvitationsPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationOrder"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"page"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"perPage"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"page"},"value":{"kind":"Variable","name":{"kind":"Name","value":"page"}}},{"kind":"Argument","name":{"kind":"Name","value":"perPage"},"value":{"kind":"Variable","name":{"kind":"Name","value":"perPage"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"page"}},{"kind":"Field","name":{"kind":"Name","value":"perPage"}},{"kind":"Field","name":{"kind":"Name","value":"totalPages"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvitationRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvitationRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invitation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"invitedNamespace"}},{"kind":"Field","name":{"kind":"Name","value":"isExpired"}},{"kind":"Field","name":{"kind":"Name","value":"cancelHandle"}},{"kind":"Field","name":{"kind":"Name","value":"ownerNamespaceId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedAt"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inviter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OrganizationMembership"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"namespaceActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ArrayShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"array"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"arrayActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"arrayActions"}},{"kind":"Field","name":{"kind":"Name","value":"groupActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payerNamespaceId"}}]}}]}}]}}]} as unknown as DocumentNode<InvitationsPageQuery, InvitationsPageQueryVariables>;
export const InvitationsAfterDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InvitationsAfter"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationOrder"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvitationRow"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvitationRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invitation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"invitedNamespace"}},{"kind":"Field","name":{"kind":"Name","value":"isExpired"}},{"kind":"Field","name":{"kind":"Name","value":"cancelHandle"}},{"kind":"Field","name":{"kind":"Name","value":"ownerNamespaceId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedAt"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inviter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OrganizationMembership"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"namespaceActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ArrayShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"array"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"arrayActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"arrayActions"}},{"kind":"Field","name":{"kind":"Name","value":"groupActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payerNamespaceId"}}]}}]}}]}}]} as unknown as DocumentNode<InvitationsAfterQuery, InvitationsAfterQueryVariables>;
export const InvitationCountsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InvitationCounts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"accepted"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"pending"},"name":{"kind":"Name","value":"invitations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"perPage"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"accepted"},"name":{"kind":"Name","value":"invitations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"accepted"}}},{"kind":"Argument","name":{"kind":"Name","value":"perPage"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<InvitationCountsQuery, InvitationCountsQueryVariables>;
export const InvitationByIdDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InvitationById"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvitationRow"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvitationRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invitation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"invitedNamespace"}},{"kind":"Field","name":{"kind":"Name","value":"isExpired"}},{"kind":"Field","name":{"kind":"Name","value":"cancelHandle"}},{"kind":"Field","name":{"kind":"Name","value":"ownerNamespaceId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedAt"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inviter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OrganizationMembership"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"namespaceActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ArrayShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"array"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"arrayActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"arrayActions"}},{"kind":"Field","name":{"kind":"Name","value":"groupActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payerNamespaceId"}}]}}]}}]}}]} as unknown as DocumentNode<InvitationByIdQuery, InvitationByIdQueryVariables>;
export const SearchInvitationsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SearchInvitations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"recipients"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"searchInvitations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"recipients"},"value":{"kind":"Variable","name":{"kind":"Name","value":"recipients"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isComplete"}},{"kind":"Field","name":{"kind":"Name","value":"searchedCount"}},{"kind":"Field","name":{"kind":"Name","value":"matches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recipient"}},{"kind":"Field","name":{"kind":"Name","value":"invitations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvitationRow"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvitationRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invitation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"invitedNamespace"}},{"kind":"Field","name":{"kind":"Name","value":"isExpired"}},{"kind":"Field","name":{"kind":"Name","value":"cancelHandle"}},{"kind":"Field","name":{"kind":"Name","value":"ownerNamespaceId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedAt"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inviter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OrganizationMembership"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"namespaceActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ArrayShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"array"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"arrayActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"arrayActions"}},{"kind":"Field","name":{"kind":"Name","value":"groupActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payerNamespaceId"}}]}}]}}]}}]} as unknown as DocumentNode<SearchInvitationsQuery, SearchInvitationsQueryVariables>;
export const AcceptInvitationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AcceptInvitation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AcceptInvitationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"acceptInvitation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AcceptOutcome"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"upstreamRequestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AcceptOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AcceptInvitationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationAccepted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitationId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Failure"}}]}}]} as unknown as DocumentNode<AcceptInvitationMutation, AcceptInvitationMutationVariables>;
export const AcceptInvitationsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AcceptInvitations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AcceptInvitationsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"acceptInvitations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"acceptedCount"}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitationId"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AcceptOutcome"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"upstreamRequestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AcceptOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AcceptInvitationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationAccepted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitationId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Failure"}}]}}]} as unknown as DocumentNode<AcceptInvitationsMutation, AcceptInvitationsMutationVariables>;
export const CancelInvitationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelInvitation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelInvitationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"cancelInvitation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CancelOutcome"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"upstreamRequestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CancelOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CancelInvitationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationCancelled"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitationId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Failure"}}]}}]} as unknown as DocumentNode<CancelInvitationMutation, CancelInvitationMutationVariables>;
export const CancelInvitationsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelInvitations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelInvitationsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelInvitations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelledCount"}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelHandle"}},{"kind":"Field","name":{"kind":"Name","value":"invitationId"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CancelOutcome"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"upstreamRequestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CancelOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CancelInvitationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationCancelled"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitationId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Failure"}}]}}]} as unknown as DocumentNode<CancelInvitationsMutation, CancelInvitationsMutationVariables>;
export const CancelArrayInvitationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelArrayInvitation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelArrayInvitationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"cancelArrayInvitation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CancelOutcome"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"upstreamRequestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CancelOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CancelInvitationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationCancelled"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitationId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Failure"}}]}}]} as unknown as DocumentNode<CancelArrayInvitationMutation, CancelArrayInvitationMutationVariables>;
export const CancelGroupInvitationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelGroupInvitation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelGroupInvitationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"cancelGroupInvitation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CancelOutcome"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"upstreamRequestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CancelOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CancelInvitationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationCancelled"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitationId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Failure"}}]}}]} as unknown as DocumentNode<CancelGroupInvitationMutation, CancelGroupInvitationMutationVariables>;
export const CancelOrganizationInvitationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelOrganizationInvitation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelOrganizationInvitationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"cancelOrganizationInvitation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CancelOutcome"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"upstreamRequestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CancelOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CancelInvitationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationCancelled"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitationId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Failure"}}]}}]} as unknown as DocumentNode<CancelOrganizationInvitationMutation, CancelOrganizationInvitationMutationVariables>;
export const InviteToOrganizationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"InviteToOrganization"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InviteToOrganizationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"inviteToOrganization"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SendOutcome"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"upstreamRequestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SendOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SendInvitationsResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationsSent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recipients"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationsPartiallySent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recipients"}},{"kind":"Field","name":{"kind":"Name","value":"failedRecipients"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecipientsUnreachable"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failedRecipients"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Failure"}}]}}]} as unknown as DocumentNode<InviteToOrganizationMutation, InviteToOrganizationMutationVariables>;
export const InviteToArrayDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"InviteToArray"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InviteToArrayInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"inviteToArray"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SendOutcome"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"upstreamRequestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SendOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SendInvitationsResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationsSent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recipients"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationsPartiallySent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recipients"}},{"kind":"Field","name":{"kind":"Name","value":"failedRecipients"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecipientsUnreachable"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failedRecipients"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Failure"}}]}}]} as unknown as DocumentNode<InviteToArrayMutation, InviteToArrayMutationVariables>;
export const InviteToGroupDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"InviteToGroup"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InviteToGroupInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"inviteToGroup"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SendOutcome"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"upstreamRequestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SendOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SendInvitationsResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationsSent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recipients"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationsPartiallySent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recipients"}},{"kind":"Field","name":{"kind":"Name","value":"failedRecipients"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecipientsUnreachable"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failedRecipients"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Failure"}}]}}]} as unknown as DocumentNode<InviteToGroupMutation, InviteToGroupMutationVariables>;
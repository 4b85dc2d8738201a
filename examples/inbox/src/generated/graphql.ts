/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** The invitation to accept. */
export type AcceptInvitationInput = {
  /** Makes the mutation safe to repeat: with the same key (1 to 255 visible ASCII characters, one for each action of a user) and the same input it has one effect, and every repeat gets its outcome. The header `Idempotency-Key` stands in for it. */
  idempotencyKey?: string | null | undefined;
  /** `Invitation.id` of a PENDING invitation to the caller. */
  invitationId: string | number;
};

/** A permission on one array. TileDB decides what each permits; the descriptions only read its name. */
export const ArrayAction = {
  /** Change its settings and who it is shared with. */
  Edit: 'EDIT',
  /** Read its cells. */
  Read: 'READ',
  /** Read its metadata, such as size and description. */
  ReadArrayInfo: 'READ_ARRAY_INFO',
  /** Read the log of operations on it. */
  ReadArrayLogs: 'READ_ARRAY_LOGS',
  /** Read its schema, not its cells. */
  ReadArraySchema: 'READ_ARRAY_SCHEMA',
  /** Write its cells. */
  Write: 'WRITE'
} as const;

export type ArrayAction = typeof ArrayAction[keyof typeof ArrayAction];
/** The invitation to cancel, and the array it is for. */
export type CancelArrayInvitationInput = {
  /** Name or URI of the array, unencoded; or `tiledb://NAMESPACE/ARRAY`, whose NAMESPACE must be `namespace`. */
  array: string;
  /** Makes the mutation safe to repeat: with the same key (1 to 255 visible ASCII characters, one for each action of a user) and the same input it has one effect, and every repeat gets its outcome. The header `Idempotency-Key` stands in for it. */
  idempotencyKey?: string | null | undefined;
  /** `Invitation.id` of a PENDING invitation. */
  invitationId: string | number;
  /** Namespace of the array: the name of an organization or user; `workspace/teamspace` on a deployment with workspaces. */
  namespace: string;
};

/** The invitation to cancel, and the group it is for. */
export type CancelGroupInvitationInput = {
  /** Name or UUID of the group. */
  group: string;
  /** Makes the mutation safe to repeat: with the same key (1 to 255 visible ASCII characters, one for each action of a user) and the same input it has one effect, and every repeat gets its outcome. The header `Idempotency-Key` stands in for it. */
  idempotencyKey?: string | null | undefined;
  /** `Invitation.id` of a PENDING invitation. */
  invitationId: string | number;
  /** Namespace of the group: the name of an organization or user; `workspace/teamspace` on a deployment with workspaces. */
  namespace: string;
};

/** The invitation to cancel, and the organization it is for. */
export type CancelOrganizationInvitationInput = {
  /** Makes the mutation safe to repeat: with the same key (1 to 255 visible ASCII characters, one for each action of a user) and the same input it has one effect, and every repeat gets its outcome. The header `Idempotency-Key` stands in for it. */
  idempotencyKey?: string | null | undefined;
  /** `Invitation.id` of a PENDING invitation. */
  invitationId: string | number;
  /** Name or UUID of the organization. */
  organization: string;
};

/** A permission on one group. TileDB decides what each permits; the descriptions only read its name. */
export const GroupAction = {
  /** Change its settings and who it is shared with. */
  Edit: 'EDIT',
  /** List what is in it. */
  Read: 'READ',
  /** Add to it and remove from it. */
  Write: 'WRITE'
} as const;

export type GroupAction = typeof GroupAction[keyof typeof GroupAction];
/** Every code of this service: as `InvitationError.code` for an outcome, as `extensions.code` of a top-level error for a fault. Errors found before execution (syntax, validation) have Apollo Server's codes instead. */
export const InvitationErrorCode = {
  /** Fault: an argument or variable is wrong, or TileDB rejected a query; the message says what was expected. */
  BadUserInput: 'BAD_USER_INPUT',
  /** Fault: the credential is valid but does not permit this operation. */
  Forbidden: 'FORBIDDEN',
  /** Fault: an earlier request with the idempotency key is still in flight; nothing was sent, retry with the same key. */
  IdempotencyKeyInUse: 'IDEMPOTENCY_KEY_IN_USE',
  /** Fault: the idempotency key belongs to another mutation or another input; nothing was sent. */
  IdempotencyKeyReused: 'IDEMPOTENCY_KEY_REUSED',
  /** Fault: idempotency keys cannot be stored at the moment; nothing was sent, retry with the same key. */
  IdempotencyUnavailable: 'IDEMPOTENCY_UNAVAILABLE',
  /** Fault: a bug of this service; quote `extensions.requestId`. */
  InternalServerError: 'INTERNAL_SERVER_ERROR',
  /** Outcome: no such invitation for this caller. */
  InvitationNotFound: 'INVITATION_NOT_FOUND',
  /** Fault: the list changed each time it was read, so whether the invitation is in it is not known; retry. */
  ListChanged: 'LIST_CHANGED',
  /** Fault: the invitation was not found within the pages that one lookup may read; use `invitations` with a filter instead. */
  LookupLimitExceeded: 'LOOKUP_LIMIT_EXCEEDED',
  /** Outcome: an earlier request with the same idempotency key may have been carried out. */
  OutcomeUnknown: 'OUTCOME_UNKNOWN',
  /** Fault: too many requests; `extensions.retryAfter` is the number of seconds to wait, when known. */
  RateLimited: 'RATE_LIMITED',
  /** Outcome: one or more recipients could not be reached. */
  RecipientsUnreachable: 'RECIPIENTS_UNREACHABLE',
  /** Outcome: TileDB rejected a mutation. */
  RequestRejected: 'REQUEST_REJECTED',
  /** Fault: no credential was sent, or TileDB does not accept it. */
  Unauthenticated: 'UNAUTHENTICATED',
  /** Fault: a proxy in front of TileDB could not reach it. */
  UpstreamBadGateway: 'UPSTREAM_BAD_GATEWAY',
  /** Fault: TileDB failed with a server error; a mutation may have been carried out. */
  UpstreamError: 'UPSTREAM_ERROR',
  /** Fault: TileDB's answer does not match its API; a mutation may have been carried out. */
  UpstreamInvalidResponse: 'UPSTREAM_INVALID_RESPONSE',
  /** Fault: TileDB did not answer in time; a mutation may have been carried out. */
  UpstreamTimeout: 'UPSTREAM_TIMEOUT',
  /** Fault: TileDB is down or overloaded, or the connection broke. */
  UpstreamUnavailable: 'UPSTREAM_UNAVAILABLE'
} as const;

export type InvitationErrorCode = typeof InvitationErrorCode[keyof typeof InvitationErrorCode];
/** Conditions on the list of invitations; an empty string is BAD_USER_INPUT, because it would widen the list instead of narrowing it. */
export type InvitationFilter = {
  /** Name or URI of the shared array, unencoded: write `s3://bucket/a b` as it is. */
  array?: string | null | undefined;
  /** Latest time of creation, inclusive; rounded up to a whole second. Must not be before `start`. */
  end?: string | null | undefined;
  /** Name or id of the shared group. */
  group?: string | null | undefined;
  /** Name or id of the organization that an invitation belongs to. */
  organization?: string | null | undefined;
  /** Earliest time of creation, inclusive; rounded down to a whole second. */
  start?: string | null | undefined;
  /** Whether the invitation has been accepted yet. */
  status?: InvitationStatus | null | undefined;
  /** What accepting the invitation would grant. */
  type?: InvitationType | null | undefined;
};

/** The state of an invitation. It says nothing about expiry: see `Invitation.isExpired`. */
export const InvitationStatus = {
  /** Accepted by the account that `acceptedBy` names. */
  Accepted: 'ACCEPTED',
  /** Sent, and not accepted yet. */
  Pending: 'PENDING'
} as const;

export type InvitationStatus = typeof InvitationStatus[keyof typeof InvitationStatus];
/** What accepting an invitation grants. */
export const InvitationType = {
  /** Access to one array. */
  ArrayShare: 'ARRAY_SHARE',
  /** Access to a group and the arrays in it. */
  GroupShare: 'GROUP_SHARE',
  /** Membership of an organization. */
  JoinOrganization: 'JOIN_ORGANIZATION',
  /** The use of another namespace's means of payment; such invitations can be listed here but not sent. */
  PaymentShare: 'PAYMENT_SHARE'
} as const;

export type InvitationType = typeof InvitationType[keyof typeof InvitationType];
/** Whom to invite to an array. `emails` and `usernames` together must name at least one recipient. */
export type InviteToArrayInput = {
  /** Permissions of everyone who accepts. */
  actions: Array<ArrayAction>;
  /** Name or URI of the array, unencoded; or `tiledb://NAMESPACE/ARRAY`, whose NAMESPACE must be `namespace`. */
  array: string;
  /** E-mail addresses to invite. With `usernames`: at least 1 and at most 100 recipients (or the deployment's own maximum), duplicates (ignoring case) counted once. */
  emails?: Array<string> | null | undefined;
  /** Makes the mutation safe to repeat: with the same key (1 to 255 visible ASCII characters, one for each action of a user) and the same input it has one effect, and every repeat gets its outcome. The header `Idempotency-Key` stands in for it. */
  idempotencyKey?: string | null | undefined;
  /** Namespace of the array: the name of an organization or user; `workspace/teamspace` on a deployment with workspaces. */
  namespace: string;
  /** User names or account ids to invite, sent after `emails` as they are; one with an `@` is BAD_USER_INPUT. */
  usernames?: Array<string> | null | undefined;
};

/** Whom to invite to a group. `emails` and `usernames` together must name at least one recipient. */
export type InviteToGroupInput = {
  /** Permissions on the arrays in the group. */
  arrayActions: Array<ArrayAction>;
  /** E-mail addresses to invite. With `usernames`: at least 1 and at most 100 recipients (or the deployment's own maximum), duplicates (ignoring case) counted once. */
  emails?: Array<string> | null | undefined;
  /** Name or UUID of the group. */
  group: string;
  /** Permissions on the group itself. */
  groupActions: Array<GroupAction>;
  /** Makes the mutation safe to repeat: with the same key (1 to 255 visible ASCII characters, one for each action of a user) and the same input it has one effect, and every repeat gets its outcome. The header `Idempotency-Key` stands in for it. */
  idempotencyKey?: string | null | undefined;
  /** Namespace of the group: the name of an organization or user; `workspace/teamspace` on a deployment with workspaces. */
  namespace: string;
  /** User names or account ids to invite, sent after `emails` as they are; one with an `@` is BAD_USER_INPUT. */
  usernames?: Array<string> | null | undefined;
};

/** Whom to invite to an organization. `emails` and `usernames` together must name at least one recipient. */
export type InviteToOrganizationInput = {
  /** Permissions in the organization's namespace; if omitted, none are sent and TileDB decides. */
  actions?: Array<NamespaceAction> | null | undefined;
  /** E-mail addresses to invite. With `usernames`: at least 1 and at most 100 recipients (or the deployment's own maximum), duplicates (ignoring case) counted once. */
  emails?: Array<string> | null | undefined;
  /** Makes the mutation safe to repeat: with the same key (1 to 255 visible ASCII characters, one for each action of a user) and the same input it has one effect, and every repeat gets its outcome. The header `Idempotency-Key` stands in for it. */
  idempotencyKey?: string | null | undefined;
  /** Name or UUID of the organization. */
  organization: string;
  /** Role of everyone who accepts. */
  role: OrganizationRole;
  /** User names or account ids to invite, sent after `emails` as they are; one with an `@` is BAD_USER_INPUT. */
  usernames?: Array<string> | null | undefined;
};

/** A permission in an organization's namespace. TileDB decides what each permits; the descriptions only read its name. */
export const NamespaceAction = {
  /** Create assets in the namespace. */
  Create: 'CREATE',
  /** Delete assets of the namespace. */
  Delete: 'DELETE',
  /** Delete the organization itself. */
  DeleteOrganization: 'DELETE_ORGANIZATION',
  /** Change the settings of the namespace's assets. */
  Edit: 'EDIT',
  /** Change how the organization pays. */
  EditBilling: 'EDIT_BILLING',
  /** Change the organization's profile and members. */
  EditOrganization: 'EDIT_ORGANIZATION',
  /** Read the namespace's assets. */
  Read: 'READ',
  /** Read the logs of the namespace's arrays. */
  ReadArrayLogs: 'READ_ARRAY_LOGS',
  /** Read the logs of the namespace's jobs. */
  ReadJobLogs: 'READ_JOB_LOGS',
  /** Read the logs of the namespace's objects. */
  ReadObjectLogs: 'READ_OBJECT_LOGS',
  /** Run jobs in the namespace. */
  RunJob: 'RUN_JOB',
  /** Write to the namespace's assets. */
  Write: 'WRITE'
} as const;

export type NamespaceAction = typeof NamespaceAction[keyof typeof NamespaceAction];
/** A role in an organization. TileDB decides what each role permits; the descriptions only read its name. */
export const OrganizationRole = {
  /** Administers the organization. */
  Admin: 'ADMIN',
  /** Owns the organization. */
  Owner: 'OWNER',
  /** Reads the organization's assets. */
  ReadOnly: 'READ_ONLY',
  /** Reads and writes the organization's assets. */
  ReadWrite: 'READ_WRITE',
  /** Reads, writes and deletes the organization's assets. */
  ReadWriteDelete: 'READ_WRITE_DELETE'
} as const;

export type OrganizationRole = typeof OrganizationRole[keyof typeof OrganizationRole];
export type InvitationItemFragment = { id: string, type: InvitationType | null, status: InvitationStatus | null, email: string | null, invitedNamespace: string | null, ownerNamespaceId: string | null, createdAt: string | null, expiresAt: string | null, acceptedAt: string | null, target:
    | { __typename: 'ArrayShare', name: string | null, arrayActions: Array<ArrayAction> }
    | { __typename: 'GroupShare', arrayActions: Array<ArrayAction>, groupActions: Array<GroupAction>, group: { id: string } | null }
    | { __typename: 'OrganizationMembership', role: OrganizationRole | null, namespaceActions: Array<NamespaceAction>, organization: { name: string } | null }
    | { __typename: 'PaymentShare', payerNamespaceId: string | null }
   | null };

export type NumberedPageQueryVariables = Exact<{
  filter: InvitationFilter;
  page: number;
  perPage: number;
}>;


export type NumberedPageQuery = { invitations: { page: number, totalPages: number | null, totalCount: number | null, pageInfo: { hasNextPage: boolean }, nodes: Array<{ id: string, type: InvitationType | null, status: InvitationStatus | null, email: string | null, invitedNamespace: string | null, ownerNamespaceId: string | null, createdAt: string | null, expiresAt: string | null, acceptedAt: string | null, target:
        | { __typename: 'ArrayShare', name: string | null, arrayActions: Array<ArrayAction> }
        | { __typename: 'GroupShare', arrayActions: Array<ArrayAction>, groupActions: Array<GroupAction>, group: { id: string } | null }
        | { __typename: 'OrganizationMembership', role: OrganizationRole | null, namespaceActions: Array<NamespaceAction>, organization: { name: string } | null }
        | { __typename: 'PaymentShare', payerNamespaceId: string | null }
       | null }> } | null };

export type StretchQueryVariables = Exact<{
  filter: InvitationFilter;
  first: number;
  after?: string | null | undefined;
}>;


export type StretchQuery = { invitations: { totalCount: number | null, pageInfo: { hasNextPage: boolean }, edges: Array<{ cursor: string, node: { id: string, type: InvitationType | null, status: InvitationStatus | null, email: string | null, invitedNamespace: string | null, ownerNamespaceId: string | null, createdAt: string | null, expiresAt: string | null, acceptedAt: string | null, target:
          | { __typename: 'ArrayShare', name: string | null, arrayActions: Array<ArrayAction> }
          | { __typename: 'GroupShare', arrayActions: Array<ArrayAction>, groupActions: Array<GroupAction>, group: { id: string } | null }
          | { __typename: 'OrganizationMembership', role: OrganizationRole | null, namespaceActions: Array<NamespaceAction>, organization: { name: string } | null }
          | { __typename: 'PaymentShare', payerNamespaceId: string | null }
         | null } }> } | null };

type Refusal_InvitationNotFound_Fragment = { code: InvitationErrorCode, message: string, requestId: string | null };

type Refusal_InvitationOutcomeUnknown_Fragment = { code: InvitationErrorCode, message: string, requestId: string | null };

type Refusal_InvitationRejected_Fragment = { code: InvitationErrorCode, message: string, requestId: string | null };

type Refusal_RecipientsUnreachable_Fragment = { code: InvitationErrorCode, message: string, requestId: string | null };

export type RefusalFragment =
  | Refusal_InvitationNotFound_Fragment
  | Refusal_InvitationOutcomeUnknown_Fragment
  | Refusal_InvitationRejected_Fragment
  | Refusal_RecipientsUnreachable_Fragment
;

export type AcceptInvitationMutationVariables = Exact<{
  input: AcceptInvitationInput;
}>;


export type AcceptInvitationMutation = { outcome:
    | { __typename: 'InvitationAccepted', invitationId: string }
    | { __typename: 'InvitationNotFound', code: InvitationErrorCode, message: string, requestId: string | null }
    | { __typename: 'InvitationOutcomeUnknown', code: InvitationErrorCode, message: string, requestId: string | null }
    | { __typename: 'InvitationRejected', code: InvitationErrorCode, message: string, requestId: string | null }
   | null };

type CancelOutcome_InvitationCancelled_Fragment = { __typename: 'InvitationCancelled', invitationId: string };

type CancelOutcome_InvitationNotFound_Fragment = { __typename: 'InvitationNotFound', code: InvitationErrorCode, message: string, requestId: string | null };

type CancelOutcome_InvitationOutcomeUnknown_Fragment = { __typename: 'InvitationOutcomeUnknown', code: InvitationErrorCode, message: string, requestId: string | null };

type CancelOutcome_InvitationRejected_Fragment = { __typename: 'InvitationRejected', code: InvitationErrorCode, message: string, requestId: string | null };

export type CancelOutcomeFragment =
  | CancelOutcome_InvitationCancelled_Fragment
  | CancelOutcome_InvitationNotFound_Fragment
  | CancelOutcome_InvitationOutcomeUnknown_Fragment
  | CancelOutcome_InvitationRejected_Fragment
;

export type CancelOrganizationInvitationMutationVariables = Exact<{
  input: CancelOrganizationInvitationInput;
}>;


export type CancelOrganizationInvitationMutation = { outcome:
    | { __typename: 'InvitationCancelled', invitationId: string }
    | { __typename: 'InvitationNotFound', code: InvitationErrorCode, message: string, requestId: string | null }
    | { __typename: 'InvitationOutcomeUnknown', code: InvitationErrorCode, message: string, requestId: string | null }
    | { __typename: 'InvitationRejected', code: InvitationErrorCode, message: string, requestId: string | null }
   | null };

export type CancelArrayInvitationMutationVariables = Exact<{
  input: CancelArrayInvitationInput;
}>;


export type CancelArrayInvitationMutation = { outcome:
    | { __typename: 'InvitationCancelled', invitationId: string }
    | { __typename: 'InvitationNotFound', code: InvitationErrorCode, message: string, requestId: string | null }
    | { __typename: 'InvitationOutcomeUnknown', code: InvitationErrorCode, message: string, requestId: string | null }
    | { __typename: 'InvitationRejected', code: InvitationErrorCode, message: string, requestId: string | null }
   | null };

export type CancelGroupInvitationMutationVariables = Exact<{
  input: CancelGroupInvitationInput;
}>;


export type CancelGroupInvitationMutation = { outcome:
    | { __typename: 'InvitationCancelled', invitationId: string }
    | { __typename: 'InvitationNotFound', code: InvitationErrorCode, message: string, requestId: string | null }
    | { __typename: 'InvitationOutcomeUnknown', code: InvitationErrorCode, message: string, requestId: string | null }
    | { __typename: 'InvitationRejected', code: InvitationErrorCode, message: string, requestId: string | null }
   | null };

type SendOutcome_InvitationOutcomeUnknown_Fragment = { __typename: 'InvitationOutcomeUnknown', code: InvitationErrorCode, message: string, requestId: string | null };

type SendOutcome_InvitationRejected_Fragment = { __typename: 'InvitationRejected', code: InvitationErrorCode, message: string, requestId: string | null };

type SendOutcome_InvitationsPartiallySent_Fragment = { __typename: 'InvitationsPartiallySent', recipients: Array<string>, failedRecipients: Array<string> };

type SendOutcome_InvitationsSent_Fragment = { __typename: 'InvitationsSent', recipients: Array<string> };

type SendOutcome_RecipientsUnreachable_Fragment = { __typename: 'RecipientsUnreachable', failedRecipients: Array<string>, code: InvitationErrorCode, message: string, requestId: string | null };

export type SendOutcomeFragment =
  | SendOutcome_InvitationOutcomeUnknown_Fragment
  | SendOutcome_InvitationRejected_Fragment
  | SendOutcome_InvitationsPartiallySent_Fragment
  | SendOutcome_InvitationsSent_Fragment
  | SendOutcome_RecipientsUnreachable_Fragment
;

export type InviteToOrganizationMutationVariables = Exact<{
  input: InviteToOrganizationInput;
}>;


export type InviteToOrganizationMutation = { outcome:
    | { __typename: 'InvitationOutcomeUnknown', code: InvitationErrorCode, message: string, requestId: string | null }
    | { __typename: 'InvitationRejected', code: InvitationErrorCode, message: string, requestId: string | null }
    | { __typename: 'InvitationsPartiallySent', recipients: Array<string>, failedRecipients: Array<string> }
    | { __typename: 'InvitationsSent', recipients: Array<string> }
    | { __typename: 'RecipientsUnreachable', failedRecipients: Array<string>, code: InvitationErrorCode, message: string, requestId: string | null }
   | null };

export type InviteToArrayMutationVariables = Exact<{
  input: InviteToArrayInput;
}>;


export type InviteToArrayMutation = { outcome:
    | { __typename: 'InvitationOutcomeUnknown', code: InvitationErrorCode, message: string, requestId: string | null }
    | { __typename: 'InvitationRejected', code: InvitationErrorCode, message: string, requestId: string | null }
    | { __typename: 'InvitationsPartiallySent', recipients: Array<string>, failedRecipients: Array<string> }
    | { __typename: 'InvitationsSent', recipients: Array<string> }
    | { __typename: 'RecipientsUnreachable', failedRecipients: Array<string>, code: InvitationErrorCode, message: string, requestId: string | null }
   | null };

export type InviteToGroupMutationVariables = Exact<{
  input: InviteToGroupInput;
}>;


export type InviteToGroupMutation = { outcome:
    | { __typename: 'InvitationOutcomeUnknown', code: InvitationErrorCode, message: string, requestId: string | null }
    | { __typename: 'InvitationRejected', code: InvitationErrorCode, message: string, requestId: string | null }
    | { __typename: 'InvitationsPartiallySent', recipients: Array<string>, failedRecipients: Array<string> }
    | { __typename: 'InvitationsSent', recipients: Array<string> }
    | { __typename: 'RecipientsUnreachable', failedRecipients: Array<string>, code: InvitationErrorCode, message: string, requestId: string | null }
   | null };

export const InvitationItemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvitationItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invitation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"invitedNamespace"}},{"kind":"Field","name":{"kind":"Name","value":"ownerNamespaceId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedAt"}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OrganizationMembership"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"namespaceActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ArrayShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"arrayActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"arrayActions"}},{"kind":"Field","name":{"kind":"Name","value":"groupActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payerNamespaceId"}}]}}]}}]}}]} as unknown as DocumentNode<InvitationItemFragment, unknown>;
export const RefusalFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}}]} as unknown as DocumentNode<RefusalFragment, unknown>;
export const CancelOutcomeFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CancelOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CancelInvitationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationCancelled"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitationId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}}]} as unknown as DocumentNode<CancelOutcomeFragment, unknown>;
export const SendOutcomeFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SendOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SendInvitationsResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationsSent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recipients"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationsPartiallySent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recipients"}},{"kind":"Field","name":{"kind":"Name","value":"failedRecipients"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecipientsUnreachable"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failedRecipients"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}}]} as unknown as DocumentNode<SendOutcomeFragment, unknown>;
export const NumberedPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"NumberedPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationFilter"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"page"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"perPage"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"page"},"value":{"kind":"Variable","name":{"kind":"Name","value":"page"}}},{"kind":"Argument","name":{"kind":"Name","value":"perPage"},"value":{"kind":"Variable","name":{"kind":"Name","value":"perPage"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"page"}},{"kind":"Field","name":{"kind":"Name","value":"totalPages"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvitationItem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvitationItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invitation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"invitedNamespace"}},{"kind":"Field","name":{"kind":"Name","value":"ownerNamespaceId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedAt"}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OrganizationMembership"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"namespaceActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ArrayShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"arrayActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"arrayActions"}},{"kind":"Field","name":{"kind":"Name","value":"groupActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payerNamespaceId"}}]}}]}}]}}]} as unknown as DocumentNode<NumberedPageQuery, NumberedPageQueryVariables>;
export const StretchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Stretch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationFilter"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvitationItem"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvitationItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invitation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"invitedNamespace"}},{"kind":"Field","name":{"kind":"Name","value":"ownerNamespaceId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedAt"}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OrganizationMembership"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"namespaceActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ArrayShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"arrayActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"arrayActions"}},{"kind":"Field","name":{"kind":"Name","value":"groupActions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentShare"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payerNamespaceId"}}]}}]}}]}}]} as unknown as DocumentNode<StretchQuery, StretchQueryVariables>;
export const AcceptInvitationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AcceptInvitation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AcceptInvitationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"acceptInvitation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationAccepted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitationId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}}]} as unknown as DocumentNode<AcceptInvitationMutation, AcceptInvitationMutationVariables>;
export const CancelOrganizationInvitationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelOrganizationInvitation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelOrganizationInvitationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"cancelOrganizationInvitation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CancelOutcome"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CancelOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CancelInvitationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationCancelled"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitationId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]} as unknown as DocumentNode<CancelOrganizationInvitationMutation, CancelOrganizationInvitationMutationVariables>;
export const CancelArrayInvitationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelArrayInvitation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelArrayInvitationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"cancelArrayInvitation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CancelOutcome"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CancelOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CancelInvitationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationCancelled"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitationId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]} as unknown as DocumentNode<CancelArrayInvitationMutation, CancelArrayInvitationMutationVariables>;
export const CancelGroupInvitationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelGroupInvitation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelGroupInvitationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"cancelGroupInvitation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CancelOutcome"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CancelOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CancelInvitationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationCancelled"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitationId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]} as unknown as DocumentNode<CancelGroupInvitationMutation, CancelGroupInvitationMutationVariables>;
export const InviteToOrganizationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"InviteToOrganization"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InviteToOrganizationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"inviteToOrganization"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SendOutcome"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SendOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SendInvitationsResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationsSent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recipients"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationsPartiallySent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recipients"}},{"kind":"Field","name":{"kind":"Name","value":"failedRecipients"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecipientsUnreachable"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failedRecipients"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]} as unknown as DocumentNode<InviteToOrganizationMutation, InviteToOrganizationMutationVariables>;
export const InviteToArrayDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"InviteToArray"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InviteToArrayInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"inviteToArray"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SendOutcome"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SendOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SendInvitationsResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationsSent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recipients"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationsPartiallySent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recipients"}},{"kind":"Field","name":{"kind":"Name","value":"failedRecipients"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecipientsUnreachable"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failedRecipients"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]} as unknown as DocumentNode<InviteToArrayMutation, InviteToArrayMutationVariables>;
export const InviteToGroupDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"InviteToGroup"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InviteToGroupInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"inviteToGroup"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SendOutcome"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SendOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SendInvitationsResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationsSent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recipients"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvitationsPartiallySent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recipients"}},{"kind":"Field","name":{"kind":"Name","value":"failedRecipients"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecipientsUnreachable"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failedRecipients"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]} as unknown as DocumentNode<InviteToGroupMutation, InviteToGroupMutationVariables>;
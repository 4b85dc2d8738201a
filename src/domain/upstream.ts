import type { InvitationPage } from './invitation.ts';
import type { AnswerOutcome, SendOutcome } from './outcome.ts';
import type {
  ArrayAction,
  GroupAction,
  InvitationOrder,
  InvitationStatus,
  InvitationType,
  NamespaceAction,
  OrganizationRole,
} from './vocabulary.ts';

/**
 * TileDB's Invitation API on behalf of one caller, one method per operation. `rest/` implements it over HTTP, so that
 * `invitations/` does not depend on HTTP.
 *
 * @throws {UpstreamError} when a call has no outcome
 * @throws {InvalidArgument} before anything is sent, when a request cannot hold an argument
 */
export interface Upstream {
  fetchInvitations(query: InvitationQuery): Promise<InvitationPage>;
  acceptInvitation(target: { readonly invitationId: string }): Promise<AnswerOutcome>;
  cancelJoinOrganization(target: OrganizationInvitation): Promise<AnswerOutcome>;
  cancelShareArrayByInvite(target: ArrayInvitation): Promise<AnswerOutcome>;
  cancelShareGroupByInvite(target: GroupInvitation): Promise<AnswerOutcome>;
  joinOrganization(invite: OrganizationInvite, beforeSending: BeforeSending): Promise<SendOutcome>;
  shareArrayByInvite(invite: ArrayInvite, beforeSending: BeforeSending): Promise<SendOutcome>;
  shareGroupByInvite(invite: GroupInvite, beforeSending: BeforeSending): Promise<SendOutcome>;
}

/** Called after the arguments are checked and before anything is sent; an error that it throws ends the call. */
export type BeforeSending = () => Promise<void>;

/** Upstream's own `operationId` of an operation. */
export type OperationId = keyof Upstream;

/** A page of a list. */
export interface InvitationQuery {
  readonly organization?: string | null | undefined;
  readonly array?: string | null | undefined;
  readonly group?: string | null | undefined;
  /** Seconds since the epoch, inclusive. */
  readonly start?: number | null | undefined;
  readonly end?: number | null | undefined;
  readonly type?: InvitationType | null | undefined;
  readonly status?: InvitationStatus | null | undefined;
  readonly order?: InvitationOrder | null | undefined;
  /** Counted from 1. */
  readonly page: number;
  readonly perPage: number;
}

/** An invitation to join an organization, with what its cancel route needs. */
export interface OrganizationInvitation {
  readonly invitationId: string;
  readonly organization: string;
}

export interface ArrayInvitation {
  readonly invitationId: string;
  readonly namespace: string;
  readonly array: string;
}

export interface GroupInvitation {
  readonly invitationId: string;
  readonly namespace: string;
  readonly group: string;
}

export interface OrganizationInvite {
  readonly organization: string;
  readonly role: OrganizationRole;
  readonly recipients: readonly string[];
  readonly actions?: readonly NamespaceAction[] | null | undefined;
}

export interface ArrayInvite {
  readonly namespace: string;
  readonly array: string;
  readonly recipients: readonly string[];
  readonly actions: readonly ArrayAction[];
}

export interface GroupInvite {
  readonly namespace: string;
  readonly group: string;
  readonly recipients: readonly string[];
  readonly arrayActions: readonly ArrayAction[];
  readonly groupActions: readonly GroupAction[];
}

import type {
  ArrayAction,
  GroupAction,
  InvitationStatus,
  InvitationType,
  NamespaceAction,
  OrganizationRole,
} from './vocabulary.ts';

/** An invitation from upstream, checked and renamed; a field is null when upstream has no usable value for it. */
export interface Invitation {
  readonly id: string;
  readonly type: InvitationType | null;
  readonly status: InvitationStatus | null;
  readonly email: string | null;
  readonly invitedNamespace: string | null;
  readonly target: InvitationTarget | null;
  /** The organization to join, or the one that upstream names with a share. */
  readonly organization: { readonly name: string } | null;
  readonly ownerNamespaceId: string | null;
  readonly inviter: Reference | null;
  readonly acceptedBy: Reference | null;
  /** RFC 3339, UTC. */
  readonly createdAt: string | null;
  readonly expiresAt: string | null;
  readonly acceptedAt: string | null;
}

/** What accepting an invitation grants. */
export type InvitationTarget =
  | {
      readonly type: 'JOIN_ORGANIZATION';
      readonly organization: { readonly name: string } | null;
      readonly role: OrganizationRole | null;
      readonly namespaceActions: readonly NamespaceAction[];
    }
  | {
      readonly type: 'ARRAY_SHARE';
      readonly array: Reference | null;
      readonly name: string | null;
      readonly arrayActions: readonly ArrayAction[];
    }
  | {
      readonly type: 'GROUP_SHARE';
      readonly group: Reference | null;
      /** On the arrays in the group. */
      readonly arrayActions: readonly ArrayAction[];
      readonly groupActions: readonly GroupAction[];
    }
  | { readonly type: 'PAYMENT_SHARE'; readonly payerNamespaceId: string | null };

/** Something that the invitation API only names by its id. */
export interface Reference {
  readonly id: string;
}

/** One page of upstream's list. */
export interface InvitationPage {
  /** One entry for each item that upstream sent; null for an unusable item. */
  readonly invitations: readonly (Invitation | null)[];
  /** Page size, which may be smaller than requested. */
  readonly perPage: number | null;
  readonly totalItems: number | null;
  readonly totalPages: number | null;
}

import type {
  ArrayInvitation,
  ArrayInvite,
  BeforeSending,
  GroupInvitation,
  GroupInvite,
  InvitationQuery,
  OrganizationInvitation,
  OrganizationInvite,
  Upstream,
} from '../domain/upstream.ts';
import type { RestClient } from './calls/client.ts';
import type { Caller } from './calls/request.ts';
import * as operations from './operations.ts';

/** TileDB's API over HTTP, for one caller during one operation. */
export function createUpstream(client: RestClient, caller: Caller): Upstream {
  return new RestUpstream(client, caller);
}

/** A class, so that an operation allocates no closures for methods it does not call. */
class RestUpstream implements Upstream {
  readonly #client: RestClient;
  readonly #caller: Caller;

  constructor(client: RestClient, caller: Caller) {
    this.#client = client;
    this.#caller = caller;
  }

  fetchInvitations(query: InvitationQuery) {
    return operations.fetchInvitations(this.#client, this.#caller, query);
  }

  acceptInvitation(target: { readonly invitationId: string }) {
    return operations.acceptInvitation(this.#client, this.#caller, target);
  }

  cancelJoinOrganization(target: OrganizationInvitation) {
    return operations.cancelJoinOrganization(this.#client, this.#caller, target);
  }

  cancelShareArrayByInvite(target: ArrayInvitation) {
    return operations.cancelShareArrayByInvite(this.#client, this.#caller, target);
  }

  cancelShareGroupByInvite(target: GroupInvitation) {
    return operations.cancelShareGroupByInvite(this.#client, this.#caller, target);
  }

  joinOrganization(invite: OrganizationInvite, beforeSending: BeforeSending) {
    return operations.joinOrganization(this.#client, this.#caller, invite, beforeSending);
  }

  shareArrayByInvite(invite: ArrayInvite, beforeSending: BeforeSending) {
    return operations.shareArrayByInvite(this.#client, this.#caller, invite, beforeSending);
  }

  shareGroupByInvite(invite: GroupInvite, beforeSending: BeforeSending) {
    return operations.shareGroupByInvite(this.#client, this.#caller, invite, beforeSending);
  }
}

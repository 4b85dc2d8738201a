import type { Allowance } from '../domain/allowance.ts';
import { InvalidArgument } from '../domain/invalid-argument.ts';
import type { Invitation } from '../domain/invitation.ts';
import type { NamespaceFamily } from '../domain/namespace.ts';
import type { AnswerOutcome, SendOutcome } from '../domain/outcome.ts';
import { findSegmentFault } from '../domain/path-segment.ts';
import type {
  ArrayInvitation,
  ArrayInvite,
  BeforeSending,
  GroupInvitation,
  GroupInvite,
  OrganizationInvitation,
  OrganizationInvite,
  Upstream,
} from '../domain/upstream.ts';
import { UpstreamError } from '../domain/upstream-error.ts';
import { toArrayName } from './array-name.ts';
import {
  type CancelTarget,
  readCancelHandle,
  toCancelTarget,
  writeCancelHandle,
} from './cancel-handle.ts';
import { type InvitationList, type ListArguments, readList } from './list.ts';
import { createReads, type Reads, type ReadsOptions } from './reads.ts';
import { type GivenRecipients, toRecipients } from './recipients.ts';
import { sendMany } from './send-many.ts';
import { type SendResult, toSendResult } from './send-result.ts';

/** Invitations as one caller sees them during one GraphQL operation. */
export interface Invitations {
  list(request: ListArguments): Promise<InvitationList>;
  /** Null when the caller's list does not have it. @throws {LookupLimitExceeded} when that cannot be told */
  find(id: string): Promise<Invitation | null>;
  accept(target: { readonly invitationId: string }): Promise<AnswerOutcome>;
  cancelForOrganization(target: OrganizationInvitation): Promise<AnswerOutcome>;
  cancelForArray(target: ArrayInvitation): Promise<AnswerOutcome>;
  cancelForGroup(target: GroupInvitation): Promise<AnswerOutcome>;
  /** What `cancel` takes; null when upstream says too little of the invitation. */
  cancelHandleOf(invitation: Invitation): string | null;
  cancel(handle: string): Promise<AnsweredItem>;
  /** Each different one, in the order given. @throws {InvalidArgument} for a broken handle, before anything is sent */
  acceptMany(ids: readonly string[]): Promise<readonly ItemResult[]>;
  cancelMany(handles: readonly string[]): Promise<readonly (ItemResult & { handle: string })[]>;
  inviteToOrganization(invite: Requested<OrganizationInvite>): Promise<SendResult>;
  inviteToArray(invite: Requested<ArrayInvite>): Promise<SendResult>;
  inviteToGroup(invite: Requested<GroupInvite>): Promise<SendResult>;
}

/** What became of one of many; an Error when there is no outcome. */
export interface ItemResult {
  readonly invitationId: string;
  readonly outcome: AnswerOutcome | Error;
}

interface AnsweredItem extends ItemResult {
  readonly outcome: AnswerOutcome;
}

/** An invite with its recipients as the client gave them. */
type Requested<Invite> = Omit<Invite, 'recipients'> & GivenRecipients;

export interface InvitationsOptions extends ReadsOptions {
  /** Different recipients that one invitation may go to. */
  readonly maxRecipients: number;
  readonly namespaces: NamespaceFamily;
}

/** Made anew for every operation: what it remembers belongs to one caller and one moment. */
export function createInvitations(
  upstream: Upstream,
  allowance: Allowance,
  options: InvitationsOptions,
): Invitations {
  return new CallersInvitations(upstream, allowance, options);
}

/** A class, so that an operation costs no function for each of the many things that it does not do. */
class CallersInvitations implements Invitations {
  readonly #upstream: Upstream;
  readonly #allowance: Allowance;
  readonly #options: InvitationsOptions;
  #reads: Reads | null = null;
  /** Whether what the request took of the allowance when it came stands for an item already. */
  #isOperationCounted = false;

  constructor(upstream: Upstream, allowance: Allowance, options: InvitationsOptions) {
    this.#upstream = upstream;
    this.#allowance = allowance;
    this.#options = options;
  }

  list(request: ListArguments) {
    return readList(this.#getReads().readPage, request);
  }

  async find(id: string) {
    if (id === '') throw new InvalidArgument('id', 'must not be empty');
    return this.#getReads().find(id);
  }

  cancelHandleOf(invitation: Invitation) {
    const target = toCancelTarget(invitation, this.#options.namespaces);
    return target && writeCancelHandle(target);
  }

  accept(target: { readonly invitationId: string }) {
    return this.#write(this.#upstream.acceptInvitation(target));
  }

  cancelForOrganization(target: OrganizationInvitation) {
    return this.#write(this.#upstream.cancelJoinOrganization(target));
  }

  async cancelForArray(target: ArrayInvitation) {
    const array = toArrayName(target);
    return this.#write(this.#upstream.cancelShareArrayByInvite({ ...target, array }));
  }

  cancelForGroup(target: GroupInvitation) {
    return this.#write(this.#upstream.cancelShareGroupByInvite(target));
  }

  async cancel(handle: string) {
    const target = readCancelHandle('cancelHandle', handle, this.#options.namespaces);
    const { invitationId } = target;
    return { invitationId, outcome: await this.#cancel(target) };
  }

  async acceptMany(ids: readonly string[]) {
    const sent = await sendMany({
      items: [...new Set(ids)],
      prepare: (id) => this.#prepareItem('invitationIds', id),
      send: (invitationId) => this.accept({ invitationId }),
    });
    return sent.map(({ item: invitationId, outcome }) => ({ invitationId, outcome }));
  }

  async cancelMany(handles: readonly string[]) {
    const items = [...new Set(handles)].map((handle) => ({
      handle,
      target: readCancelHandle('cancelHandles', handle, this.#options.namespaces),
    }));
    const sent = await sendMany({
      items,
      prepare: ({ target }) => this.#prepareItem('cancelHandles', target.invitationId),
      send: ({ target }) => this.#cancel(target),
    });
    return sent.map(({ item: { handle, target }, outcome }) => ({
      handle,
      invitationId: target.invitationId,
      outcome,
    }));
  }

  #cancel(target: CancelTarget): Promise<AnswerOutcome> {
    switch (target.kind) {
      case 'organization':
        return this.#write(this.#upstream.cancelJoinOrganization(target));
      case 'array':
        return this.#write(this.#upstream.cancelShareArrayByInvite(target));
      case 'group':
        return this.#write(this.#upstream.cancelShareGroupByInvite(target));
    }
  }

  /** Of many at once each counts as an operation; the first as the one that was counted when the request came. */
  async #prepareItem(argument: string, invitationId: string): Promise<void> {
    const fault = findSegmentFault(invitationId);
    if (fault !== null) throw new InvalidArgument(argument, fault);
    if (this.#isOperationCounted) await this.#allowance.takeOperation();
    this.#isOperationCounted = true;
  }

  async inviteToOrganization(invite: Requested<OrganizationInvite>) {
    const recipients = this.#toRecipients(invite);
    return this.#send(recipients, (beforeSending) =>
      this.#upstream.joinOrganization({ ...invite, recipients }, beforeSending),
    );
  }

  async inviteToArray(invite: Requested<ArrayInvite>) {
    const recipients = this.#toRecipients(invite);
    const array = toArrayName(invite);
    return this.#send(recipients, (beforeSending) =>
      this.#upstream.shareArrayByInvite({ ...invite, array, recipients }, beforeSending),
    );
  }

  async inviteToGroup(invite: Requested<GroupInvite>) {
    const recipients = this.#toRecipients(invite);
    return this.#send(recipients, (beforeSending) =>
      this.#upstream.shareGroupByInvite({ ...invite, recipients }, beforeSending),
    );
  }

  #toRecipients(given: GivenRecipients): readonly string[] {
    return toRecipients(given, this.#options.maxRecipients);
  }

  /** Most mutations read nothing. */
  #getReads(): Reads {
    this.#reads ??= createReads((query) => this.#upstream.fetchInvitations(query), this.#options);
    return this.#reads;
  }

  /** E-mails are taken from the allowance once the arguments are known to be sendable: a refused invite takes nothing. */
  async #send(
    recipients: readonly string[],
    begin: (beforeSending: BeforeSending) => Promise<SendOutcome>,
  ): Promise<SendResult> {
    let taken = 0;
    const takeEmails = async () => {
      await this.#allowance.takeEmails(recipients.length);
      taken = recipients.length;
    };
    try {
      const result = toSendResult(recipients, await this.#write(begin(takeEmails)));
      if (result.kind === 'rejected') await this.#allowance.giveBackEmails(taken);
      return result;
    } catch (error) {
      if (taken > 0 && !mayHaveMailed(error)) await this.#allowance.giveBackEmails(taken);
      throw error;
    }
  }

  /** What was read before a write may be stale behind it, even when the write failed. */
  async #write<Outcome>(running: Promise<Outcome>): Promise<Outcome> {
    try {
      return await running;
    } finally {
      this.#reads = null;
    }
  }
}

/** Whether somebody may have been mailed, although no outcome is known. */
function mayHaveMailed(error: unknown): boolean {
  if (!(error instanceof UpstreamError)) return false;
  switch (error.facts.kind) {
    case 'unauthenticated':
    case 'forbidden':
    case 'rate-limited':
      return false;
    default:
      return error.facts.mayHaveLeft;
  }
}

import type { Allowance } from '../domain/allowance.ts';
import {
  type Idempotency,
  mayHaveTakenEffect,
  type OutcomeUnknown,
} from '../domain/idempotency.ts';
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
import { toArrayName } from './array-name.ts';
import {
  type CancelTarget,
  readCancelHandle,
  toCancelTarget,
  writeCancelHandle,
} from './cancel-handle.ts';
import { type InvitationList, type ListArguments, readList } from './list.ts';
import { toSet } from './normal-input.ts';
import { createReads, type Reads, type ReadsOptions } from './reads.ts';
import { type GivenRecipients, toRecipientKey, toRecipients } from './recipients.ts';
import { type InvitationSearch, type SearchArguments, searchInvitations } from './search.ts';
import { type ManyWrites, sendMany } from './send-many.ts';
import { type SendResult, toSendResult } from './send-result.ts';

/** Invitations as one caller sees them during one GraphQL operation. */
export interface Invitations {
  list(request: ListArguments): Promise<InvitationList>;
  /** @returns null when it is not in the caller's list @throws {LookupLimitExceeded | ListChanged} when that is not known */
  find(id: string): Promise<Invitation | null>;
  search(request: SearchArguments): Promise<InvitationSearch>;
  accept(target: { readonly invitationId: string }, key: Key): OnceKeyed<AnswerOutcome>;
  cancelForOrganization(target: OrganizationInvitation, key: Key): OnceKeyed<AnswerOutcome>;
  cancelForArray(target: ArrayInvitation, key: Key): OnceKeyed<AnswerOutcome>;
  cancelForGroup(target: GroupInvitation, key: Key): OnceKeyed<AnswerOutcome>;
  /** The handle for `cancel`; null when upstream provides too little to cancel the invitation. */
  cancelHandleOf(invitation: Invitation): string | null;
  cancel(handle: string, key: Key): Promise<AnsweredItem>;
  /** Deduplicates, keeping the order. @throws {InvalidArgument} for an invalid handle, before anything is sent */
  acceptMany(ids: readonly string[], key: Key): Promise<readonly ItemResult[]>;
  cancelMany(
    handles: readonly string[],
    key: Key,
  ): Promise<readonly (ItemResult & { handle: string })[]>;
  inviteToOrganization(invite: Requested<OrganizationInvite>, key: Key): OnceKeyed<SendResult>;
  inviteToArray(invite: Requested<ArrayInvite>, key: Key): OnceKeyed<SendResult>;
  inviteToGroup(invite: Requested<GroupInvite>, key: Key): OnceKeyed<SendResult>;
}

/** The idempotency key of a mutation; null for a mutation without one. */
type Key = string | null;

/** Only a repeat with an idempotency key can have an unknown outcome. */
type OnceKeyed<Outcome> = Promise<Outcome | OutcomeUnknown>;

/** The result of one item of a bulk mutation; an Error when there is no outcome. */
export interface ItemResult {
  readonly invitationId: string;
  readonly outcome: AnswerOutcome | OutcomeUnknown | Error;
}

interface AnsweredItem extends ItemResult {
  readonly outcome: AnswerOutcome | OutcomeUnknown;
}

/** An invite with its recipients as the client sent them. */
type Requested<Invite> = Omit<Invite, 'recipients'> & GivenRecipients;

export interface InvitationsOptions extends ReadsOptions {
  /** Maximum distinct recipients of one invite. */
  readonly maxRecipients: number;
  readonly namespaces: NamespaceFamily;
}

/** Create one per operation: what it has read belongs to one caller and one moment. */
export function createInvitations(
  upstream: Upstream,
  allowance: Allowance,
  idempotency: Idempotency,
  options: InvitationsOptions,
): Invitations {
  return new CallersInvitations(upstream, allowance, idempotency, options);
}

/** A class, so that an operation allocates no closures for methods it does not call. */
class CallersInvitations implements Invitations {
  readonly #upstream: Upstream;
  readonly #allowance: Allowance;
  readonly #idempotency: Idempotency;
  readonly #options: InvitationsOptions;
  #reads: Reads | null = null;
  /** Whether a bulk item has used the operation that was counted when the request arrived. */
  #isOperationCounted = false;

  constructor(
    upstream: Upstream,
    allowance: Allowance,
    idempotency: Idempotency,
    options: InvitationsOptions,
  ) {
    this.#upstream = upstream;
    this.#allowance = allowance;
    this.#idempotency = idempotency;
    this.#options = options;
  }

  list(request: ListArguments) {
    return readList(this.#getReads().readPage, request);
  }

  async find(id: string) {
    if (id === '') throw new InvalidArgument('id', 'must not be empty');
    return this.#getReads().find(id);
  }

  search(request: SearchArguments) {
    return searchInvitations(this.#getReads(), request, this.#options.lookupMaxPages);
  }

  cancelHandleOf(invitation: Invitation) {
    const target = toCancelTarget(invitation, this.#options.namespaces);
    return target && writeCancelHandle(target);
  }

  accept(target: { readonly invitationId: string }, key: Key) {
    return this.#once(key, 'acceptInvitation', [target.invitationId], () => this.#accept(target));
  }

  cancelForOrganization(target: OrganizationInvitation, key: Key) {
    const { invitationId, organization } = target;
    return this.#once(key, 'cancelOrganizationInvitation', [invitationId, organization], () =>
      this.#write(this.#upstream.cancelJoinOrganization(target)),
    );
  }

  async cancelForArray(target: ArrayInvitation, key: Key) {
    const { invitationId, namespace } = target;
    const array = toArrayName(target);
    return this.#once(key, 'cancelArrayInvitation', [invitationId, namespace, array], () =>
      this.#write(this.#upstream.cancelShareArrayByInvite({ ...target, array })),
    );
  }

  cancelForGroup(target: GroupInvitation, key: Key) {
    const { invitationId, namespace, group } = target;
    return this.#once(key, 'cancelGroupInvitation', [invitationId, namespace, group], () =>
      this.#write(this.#upstream.cancelShareGroupByInvite(target)),
    );
  }

  async cancel(handle: string, key: Key) {
    const target = readCancelHandle('cancelHandle', handle, this.#options.namespaces);
    const { invitationId } = target;
    const outcome = await this.#once(key, 'cancelInvitation', [handle], () => this.#cancel(target));
    return { invitationId, outcome };
  }

  async acceptMany(ids: readonly string[], key: Key) {
    const sent = await this.#many(key, 'acceptInvitations', {
      items: [...new Set(ids)],
      toId: (id) => id,
      prepare: (id) => this.#prepareItem('invitationIds', id),
      send: (invitationId) => this.#accept({ invitationId }),
    });
    return sent.map(({ item: invitationId, outcome }) => ({ invitationId, outcome }));
  }

  async cancelMany(handles: readonly string[], key: Key) {
    const items = [...new Set(handles)].map((handle) => ({
      handle,
      target: readCancelHandle(
        `cancelHandles[${handles.indexOf(handle)}]`,
        handle,
        this.#options.namespaces,
      ),
    }));
    const sent = await this.#many(key, 'cancelInvitations', {
      items,
      toId: ({ handle }) => handle,
      prepare: ({ target }) => this.#prepareItem('cancelHandles', target.invitationId),
      send: ({ target }) => this.#cancel(target),
    });
    return sent.map(({ item: { handle, target }, outcome }) => ({
      handle,
      invitationId: target.invitationId,
      outcome,
    }));
  }

  #accept(target: { readonly invitationId: string }): Promise<AnswerOutcome> {
    return this.#write(this.#upstream.acceptInvitation(target));
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

  /** Each item counts as an operation; the first one uses the operation that was counted when the request arrived. */
  async #prepareItem(argument: string, invitationId: string): Promise<void> {
    const fault = findSegmentFault(invitationId);
    if (fault !== null) throw new InvalidArgument(argument, fault);
    if (this.#isOperationCounted) await this.#allowance.takeOperation();
    this.#isOperationCounted = true;
  }

  async inviteToOrganization(invite: Requested<OrganizationInvite>, key: Key) {
    const recipients = this.#toRecipients(invite);
    const { organization, role, actions } = invite;
    const input = [organization, role, actions ? toSet(actions) : null];
    return this.#invite(key, 'inviteToOrganization', input, recipients, (beforeSending) =>
      this.#upstream.joinOrganization({ ...invite, recipients }, beforeSending),
    );
  }

  async inviteToArray(invite: Requested<ArrayInvite>, key: Key) {
    const recipients = this.#toRecipients(invite);
    const array = toArrayName(invite);
    const input = [invite.namespace, array, toSet(invite.actions)];
    return this.#invite(key, 'inviteToArray', input, recipients, (beforeSending) =>
      this.#upstream.shareArrayByInvite({ ...invite, array, recipients }, beforeSending),
    );
  }

  async inviteToGroup(invite: Requested<GroupInvite>, key: Key) {
    const recipients = this.#toRecipients(invite);
    const { namespace, group, arrayActions, groupActions } = invite;
    const input = [namespace, group, toSet(arrayActions), toSet(groupActions)];
    return this.#invite(key, 'inviteToGroup', input, recipients, (beforeSending) =>
      this.#upstream.shareGroupByInvite({ ...invite, recipients }, beforeSending),
    );
  }

  #toRecipients(given: GivenRecipients): readonly string[] {
    return toRecipients(given, this.#options.maxRecipients);
  }

  /** Created on first use, since most mutations read nothing. */
  #getReads(): Reads {
    this.#reads ??= createReads((query) => this.#upstream.fetchInvitations(query), this.#options);
    return this.#reads;
  }

  #invite(
    key: Key,
    name: string,
    input: readonly unknown[],
    recipients: readonly string[],
    begin: (beforeSending: BeforeSending) => Promise<SendOutcome>,
  ): OnceKeyed<SendResult> {
    const send = () => this.#send(recipients, begin);
    if (key === null) return send();
    return this.#once(key, name, [...input, toSet(recipients.map(toRecipientKey))], send);
  }

  /** @param input everything that decides the effect, equal for equal effects */
  async #once<Outcome>(
    key: Key,
    name: string,
    input: readonly unknown[],
    send: () => Promise<Outcome>,
  ): OnceKeyed<Outcome> {
    if (key === null) return send();
    try {
      return await this.#idempotency.once({ key, name, input }, send);
    } finally {
      // A replay also implies a change that this operation may not have read.
      this.#reads = null;
    }
  }

  async #many<Item>(key: Key, name: string, writes: ManyWrites<Item, AnswerOutcome>) {
    if (key === null) return sendMany(writes);
    const { items, toId } = writes;
    const input = toSet(items.map(toId));
    const keyed = await this.#idempotency.begin<AnswerOutcome>({ key, name, input });
    try {
      return await sendMany(writes, keyed);
    } finally {
      this.#reads = null;
      await keyed.end();
    }
  }

  /** Counts recipients against the rate limit after the arguments are checked, so that an invalid invite costs nothing. */
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
      if (taken > 0 && !mayHaveTakenEffect(error)) await this.#allowance.giveBackEmails(taken);
      throw error;
    }
  }

  /** Forgets earlier reads: a write makes them stale, possibly even when it fails. */
  async #write<Outcome>(write: Promise<Outcome>): Promise<Outcome> {
    try {
      return await write;
    } finally {
      this.#reads = null;
    }
  }
}

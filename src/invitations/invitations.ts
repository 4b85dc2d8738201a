import type { Allowance } from '../domain/allowance.ts';
import { InvalidArgument } from '../domain/invalid-argument.ts';
import type { Invitation } from '../domain/invitation.ts';
import type { AnswerOutcome, SendOutcome } from '../domain/outcome.ts';
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
import { type InvitationList, type ListArguments, readList } from './list.ts';
import { createReads, type Reads, type ReadsOptions } from './reads.ts';
import { type GivenRecipients, toRecipients } from './recipients.ts';
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
  inviteToOrganization(invite: Requested<OrganizationInvite>): Promise<SendResult>;
  inviteToArray(invite: Requested<ArrayInvite>): Promise<SendResult>;
  inviteToGroup(invite: Requested<GroupInvite>): Promise<SendResult>;
}

/** An invite with its recipients as the client gave them. */
type Requested<Invite> = Omit<Invite, 'recipients'> & GivenRecipients;

export interface InvitationsOptions extends ReadsOptions {
  /** Different recipients that one invitation may go to. */
  readonly maxRecipients: number;
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

  accept(target: { readonly invitationId: string }) {
    return this.#write(this.#upstream.acceptInvitation(target));
  }

  cancelForOrganization(target: OrganizationInvitation) {
    return this.#write(this.#upstream.cancelJoinOrganization(target));
  }

  cancelForArray(target: ArrayInvitation) {
    return this.#write(this.#upstream.cancelShareArrayByInvite(target));
  }

  cancelForGroup(target: GroupInvitation) {
    return this.#write(this.#upstream.cancelShareGroupByInvite(target));
  }

  async inviteToOrganization(invite: Requested<OrganizationInvite>) {
    const recipients = this.#toRecipients(invite);
    return this.#send(recipients, (beforeSending) =>
      this.#upstream.joinOrganization({ ...invite, recipients }, beforeSending),
    );
  }

  async inviteToArray(invite: Requested<ArrayInvite>) {
    const recipients = this.#toRecipients(invite);
    return this.#send(recipients, (beforeSending) =>
      this.#upstream.shareArrayByInvite({ ...invite, recipients }, beforeSending),
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

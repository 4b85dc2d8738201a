import { bulkhead } from 'cockatiel';
import DataLoader from 'dataloader';
import type { Allowance } from '../rate-limit/rate-limits.ts';
import type { RestClient } from '../rest/client.ts';
import { InvalidArgument } from '../rest/invalid-argument.ts';
import type { Invitation } from '../rest/invitation.ts';
import {
  acceptInvitation,
  cancelJoinOrganization,
  cancelShareArrayByInvite,
  cancelShareGroupByInvite,
  fetchInvitations,
  joinOrganization,
  shareArrayByInvite,
  shareGroupByInvite,
} from '../rest/operations.ts';
import type { AnswerOutcome, SendOutcome } from '../rest/outcome.ts';
import type { Caller } from '../rest/request.ts';
import { UpstreamError } from '../rest/upstream-error.ts';
import type {
  ArrayAction,
  GroupAction,
  NamespaceAction,
  OrganizationRole,
} from '../rest/vocabulary.ts';
import { type InvitationList, type ListArguments, type ReadPage, readList } from './list.ts';
import { createLookup } from './lookup.ts';
import { toRecipients } from './recipients.ts';
import { type SendResult, toSendResult } from './send-result.ts';

/** Invitations as one caller sees them during one GraphQL operation. */
export interface InvitationSource {
  list(request: ListArguments): Promise<InvitationList>;
  /** Null when the caller's list does not have it. @throws {LookupLimitExceeded} when that cannot be told */
  find(id: string): Promise<Invitation | null>;
  accept(target: { readonly invitationId: string }): Promise<AnswerOutcome>;
  cancelForOrganization(target: OrganizationTarget): Promise<AnswerOutcome>;
  cancelForArray(target: ArrayTarget): Promise<AnswerOutcome>;
  cancelForGroup(target: GroupTarget): Promise<AnswerOutcome>;
  inviteToOrganization(invite: OrganizationInvite): Promise<SendResult>;
  inviteToArray(invite: ArrayInvite): Promise<SendResult>;
  inviteToGroup(invite: GroupInvite): Promise<SendResult>;
}

interface OrganizationTarget {
  readonly invitationId: string;
  readonly organization: string;
}
interface ArrayTarget {
  readonly invitationId: string;
  readonly namespace: string;
  readonly array: string;
}
interface GroupTarget {
  readonly invitationId: string;
  readonly namespace: string;
  readonly group: string;
}
interface OrganizationInvite {
  readonly organization: string;
  readonly emails: readonly string[];
  readonly role: OrganizationRole;
  readonly actions?: readonly NamespaceAction[] | null | undefined;
}
interface ArrayInvite {
  readonly namespace: string;
  readonly array: string;
  readonly emails: readonly string[];
  readonly actions: readonly ArrayAction[];
}
interface GroupInvite {
  readonly namespace: string;
  readonly group: string;
  readonly recipients: readonly string[];
  readonly arrayActions: readonly ArrayAction[];
  readonly groupActions: readonly GroupAction[];
}

export interface InvitationSourceOptions {
  /** Pages that one operation's lookups by id may read. */
  readonly lookupMaxPages: number;
  /** Different recipients that one invitation may go to. */
  readonly maxRecipients: number;
  /** Told of every read that the operation asks for, and whether it had asked for the same before. */
  readonly onRead: (loader: 'page' | 'invitation', isHit: boolean) => void;
}

/** One operation may ask for a thousand lists; it must not take every place that other callers wait for. */
const MOST_READS_AT_ONCE = 10;

/** Made anew for every operation: what it remembers belongs to one caller and one moment. */
export function createInvitationSource(
  client: RestClient,
  caller: Caller,
  allowance: Allowance,
  options: InvitationSourceOptions,
): InvitationSource {
  let reads: Reads | null = null;

  return {
    list: (request) => readList(getReads().readPage, request),
    async find(id) {
      if (id === '') throw new InvalidArgument('id', 'must not be empty');
      return getReads().find(id);
    },
    accept: (target) => write(acceptInvitation(client, caller, target)),
    cancelForOrganization: (target) => write(cancelJoinOrganization(client, caller, target)),
    cancelForArray: (target) => write(cancelShareArrayByInvite(client, caller, target)),
    cancelForGroup: (target) => write(cancelShareGroupByInvite(client, caller, target)),
    async inviteToOrganization(invite) {
      const recipients = toRecipients('emails', invite.emails, options.maxRecipients);
      return send(recipients, () => joinOrganization(client, caller, { ...invite, recipients }));
    },
    async inviteToArray(invite) {
      const recipients = toRecipients('emails', invite.emails, options.maxRecipients);
      return send(recipients, () => shareArrayByInvite(client, caller, { ...invite, recipients }));
    },
    async inviteToGroup(invite) {
      const recipients = toRecipients('recipients', invite.recipients, options.maxRecipients);
      return send(recipients, () => shareGroupByInvite(client, caller, { ...invite, recipients }));
    },
  };

  /** Most mutations read nothing. */
  function getReads(): Reads {
    reads ??= createReads((query) => fetchInvitations(client, caller, query), options);
    return reads;
  }

  async function send(
    recipients: readonly string[],
    begin: () => Promise<SendOutcome>,
  ): Promise<SendResult> {
    await allowance.takeEmails(recipients.length);
    try {
      const outcome = await write(begin());
      if (outcome.kind === 'rejected') await allowance.giveBackEmails(recipients.length);
      return toSendResult(recipients, outcome);
    } catch (error) {
      if (!mayHaveMailed(error)) await allowance.giveBackEmails(recipients.length);
      throw error;
    }
  }

  /** What was read before a write may be stale behind it, even when the write failed. */
  async function write<Outcome>(running: Promise<Outcome>): Promise<Outcome> {
    try {
      return await running;
    } finally {
      reads = null;
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

interface Reads {
  readonly readPage: ReadPage;
  readonly find: (id: string) => Promise<Invitation | null>;
}

/** Remembers what was read, so that nothing is read twice. */
function createReads(fetchPage: ReadPage, options: InvitationSourceOptions): Reads {
  const places = bulkhead(MOST_READS_AT_ONCE, Number.POSITIVE_INFINITY);
  const pages = new DataLoader(
    (queries: readonly string[]) =>
      Promise.all(queries.map((query) => places.execute(() => fetchPage(query)).catch(toError))),
    // Upstream takes one list a call: a batch would only make the fast ones wait for the slow.
    { batch: false },
  );
  const readPage = counted(pages, (isHit) => options.onRead('page', isHit));
  const byId = new DataLoader(createLookup(readPage, options.lookupMaxPages));
  return { readPage, find: counted(byId, (isHit) => options.onRead('invitation', isHit)) };
}

/** As a value, so that the loader remembers it: a read that has failed is not made again either. */
function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** A loader does not tell what it had already. */
function counted<Value>(loader: DataLoader<string, Value>, onRead: (isHit: boolean) => void) {
  const asked = new Set<string>();
  return (key: string): Promise<Value> => {
    onRead(asked.has(key));
    asked.add(key);
    return loader.load(key);
  };
}

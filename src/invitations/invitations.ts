import DataLoader from 'dataloader';
import { InvalidArgument } from '../domain/invalid-argument.ts';
import { UpstreamError } from '../domain/upstream-error.ts';
import type {
  ArrayAction,
  GroupAction,
  NamespaceAction,
  OrganizationRole,
} from '../domain/vocabulary.ts';
import type { Allowance } from '../rate-limit/rate-limits.ts';
import type { RestClient } from '../rest/calls/client.ts';
import type { Caller } from '../rest/calls/request.ts';
import { Places } from '../rest/calls/semaphore.ts';
import type { Invitation } from '../rest/decode/invitation.ts';
import type { InvitationPage } from '../rest/decode/invitation-page.ts';
import type { AnswerOutcome, SendOutcome } from '../rest/decode/outcome.ts';
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
  return new CallersInvitations(client, caller, allowance, options);
}

/** A class, so that an operation costs no function for each of the many things that it does not do. */
class CallersInvitations implements InvitationSource {
  readonly #client: RestClient;
  readonly #caller: Caller;
  readonly #allowance: Allowance;
  readonly #options: InvitationSourceOptions;
  #reads: Reads | null = null;

  constructor(
    client: RestClient,
    caller: Caller,
    allowance: Allowance,
    options: InvitationSourceOptions,
  ) {
    this.#client = client;
    this.#caller = caller;
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
    return this.#write(acceptInvitation(this.#client, this.#caller, target));
  }

  cancelForOrganization(target: OrganizationTarget) {
    return this.#write(cancelJoinOrganization(this.#client, this.#caller, target));
  }

  cancelForArray(target: ArrayTarget) {
    return this.#write(cancelShareArrayByInvite(this.#client, this.#caller, target));
  }

  cancelForGroup(target: GroupTarget) {
    return this.#write(cancelShareGroupByInvite(this.#client, this.#caller, target));
  }

  async inviteToOrganization(invite: OrganizationInvite) {
    const recipients = this.#toRecipients('emails', invite.emails);
    return this.#send(recipients, () =>
      joinOrganization(this.#client, this.#caller, { ...invite, recipients }),
    );
  }

  async inviteToArray(invite: ArrayInvite) {
    const recipients = this.#toRecipients('emails', invite.emails);
    return this.#send(recipients, () =>
      shareArrayByInvite(this.#client, this.#caller, { ...invite, recipients }),
    );
  }

  async inviteToGroup(invite: GroupInvite) {
    const recipients = this.#toRecipients('recipients', invite.recipients);
    return this.#send(recipients, () =>
      shareGroupByInvite(this.#client, this.#caller, { ...invite, recipients }),
    );
  }

  #toRecipients(argument: string, given: readonly string[]): readonly string[] {
    return toRecipients(argument, given, this.#options.maxRecipients);
  }

  /** Most mutations read nothing. */
  #getReads(): Reads {
    this.#reads ??= createReads(
      (query) => fetchInvitations(this.#client, this.#caller, query),
      this.#options,
    );
    return this.#reads;
  }

  async #send(
    recipients: readonly string[],
    begin: () => Promise<SendOutcome>,
  ): Promise<SendResult> {
    const allowance = this.#allowance;
    await allowance.takeEmails(recipients.length);
    try {
      const outcome = await this.#write(begin());
      if (outcome.kind === 'rejected') await allowance.giveBackEmails(recipients.length);
      return toSendResult(recipients, outcome);
    } catch (error) {
      if (!mayHaveMailed(error)) await allowance.giveBackEmails(recipients.length);
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

interface Reads {
  readonly readPage: ReadPage;
  readonly find: (id: string) => Promise<Invitation | null>;
}

/** Remembers what was read, so that nothing is read twice. */
function createReads(fetchPage: ReadPage, options: InvitationSourceOptions): Reads {
  const places = new Places(MOST_READS_AT_ONCE);
  const pages = new DataLoader(
    (queries: readonly string[]) => Promise.all(queries.map(fetchInTurn)),
    // Upstream takes one list a call: a batch would only make the fast ones wait for the slow.
    { batch: false },
  );
  const readPage = counted(pages, (isHit) => options.onRead('page', isHit));
  /** Made when it is used: most operations look for no invitation by its id. */
  let find: Reads['find'] | null = null;
  return {
    readPage,
    find(id) {
      find ??= counted(new DataLoader(createLookup(readPage, options.lookupMaxPages)), (isHit) =>
        options.onRead('invitation', isHit),
      );
      return find(id);
    },
  };

  /** Its failure as a value, so that the loader remembers it: a read that has failed is not made again either. */
  async function fetchInTurn(query: string): Promise<InvitationPage | Error> {
    if (!places.takeFree()) await places.waitForTurn();
    try {
      return await fetchPage(query);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    } finally {
      places.giveBack();
    }
  }
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

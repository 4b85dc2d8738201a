import type { Fault } from '../../emulator/src/emulator.ts';
import type { SoakCaller } from './world.ts';

/** An operation, the faults of upstream during it, and its expected result. */
export interface SoakOperation {
  readonly kind: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Applies only to this caller's next calls. */
  readonly faults: readonly Fault[];
  /** The expected number of upstream calls. */
  readonly calls: number;
  /** The expected error code or data. */
  readonly code: string | null;
  readonly isRight: (data: unknown) => boolean;
  /** Its effect, whether or not its response arrived. */
  readonly apply: () => void;
}

type Behaviour = NonNullable<Fault['behaviour']>;
interface Trouble {
  readonly times: number;
  readonly behaviour: Behaviour;
  readonly calls: number;
  readonly code: string | null;
  readonly isCarriedOut: boolean;
}

const answer = (status: number, body = '', headers: Record<string, string> = {}): Behaviour => ({
  kind: 'answer',
  status,
  body,
  headers,
});

const HTML = '<html>not the answer</html>';

/** A read is tried at most four times. */
const READ_TROUBLES: readonly Trouble[] = [
  trouble(1, answer(503), 2),
  trouble(2, answer(502, HTML), 3),
  trouble(1, { kind: 'cut', when: 'before-answer' }, 2),
  trouble(1, { kind: 'truncate', bytes: 20 }, 2),
  trouble(1, answer(429, '', { 'retry-after': '0' }), 2),
  trouble(4, answer(504), 4, 'UPSTREAM_TIMEOUT'),
  trouble(1, answer(429), 1, 'RATE_LIMITED'),
  trouble(1, answer(500, HTML), 1, 'UPSTREAM_ERROR'),
  trouble(1, answer(200, HTML), 1, 'UPSTREAM_INVALID_RESPONSE'),
  trouble(1, { kind: 'lying-gzip' }, 1, 'UPSTREAM_INVALID_RESPONSE'),
];

/** A write is always sent once. */
const WRITE_TROUBLES: readonly Trouble[] = [
  trouble(1, answer(503), 1, 'UPSTREAM_UNAVAILABLE'),
  trouble(1, answer(502, HTML), 1, 'UPSTREAM_BAD_GATEWAY'),
  trouble(1, answer(429, '', { 'retry-after': '1' }), 1, 'RATE_LIMITED'),
  trouble(1, { kind: 'cut', when: 'before-answer' }, 1, 'UPSTREAM_UNAVAILABLE'),
  trouble(1, { kind: 'cut', when: 'after-handling' }, 1, 'UPSTREAM_UNAVAILABLE', true),
  trouble(
    1,
    { kind: 'answer', status: 200, body: HTML, afterHandling: true },
    1,
    'UPSTREAM_INVALID_RESPONSE',
    true,
  ),
];

function trouble(
  times: number,
  behaviour: Behaviour,
  calls: number,
  code: string | null = null,
  isCarriedOut = code === null,
): Trouble {
  return { times, behaviour, calls, code, isCarriedOut };
}

const NO_TROUBLE = { times: 0, calls: 1, code: null, isCarriedOut: true };
/** One operation in four meets a fault. */
const TROUBLED = 0.25;

/** Draws an operation of a caller who has no other in flight. */
export function drawOperation(caller: SoakCaller, stranger: SoakCaller): SoakOperation {
  const chance = Math.random();
  if (chance < 0.5) return list(caller);
  if (chance < 0.7) return findOwn(caller);
  if (chance < 0.8) return findStranger(caller, stranger);
  if (chance < 0.88) return invite(caller);
  return chance < 0.95 ? cancel(caller) : accept(caller);
}

const NODE = 'id target { ... on ArrayShare { name } }';
const LIST = `query List($size: Int!) {
  invitations(perPage: $size) { totalCount nodes { ${NODE} } }
  again: invitations(perPage: $size) { nodes { ${NODE} } }
}`;

function list(caller: SoakCaller): SoakOperation {
  const size = 1 + Math.floor(Math.random() * 100);
  return read(caller, 'list', LIST, { size }, (data) => {
    const { invitations, again } = data as ListData;
    return (
      invitations.totalCount === caller.visible &&
      invitations.nodes.length === Math.min(size, caller.visible) &&
      invitations.nodes.every((node) => isOf(caller, node)) &&
      JSON.stringify(invitations.nodes) === JSON.stringify(again.nodes)
    );
  });
}

const LEAVE = `{ invitations { nodes { ${NODE} } } }`;

/** An operation of a client that does not wait for the response. */
export function drawAbandoned(caller: SoakCaller): SoakOperation {
  const untroubled = { faults: [], calls: 0, code: null };
  return { ...read(caller, 'leave', LEAVE, {}, () => true), ...untroubled };
}

interface Node {
  readonly id: string;
  readonly target: { readonly name: string };
}
interface ListData {
  readonly invitations: { readonly totalCount: number; readonly nodes: readonly Node[] };
  readonly again: { readonly nodes: readonly Node[] };
}

function isOf(caller: SoakCaller, node: Node): boolean {
  return node.target.name === `array of ${caller.name}.`;
}

const FIND = `query Find($id: ID!) { invitation(id: $id) { ${NODE} } }`;

function findOwn(caller: SoakCaller): SoakOperation {
  const id = caller.cancellable.at(-1) ?? caller.acceptable.at(-1);
  if (id === undefined) return list(caller);
  return read(caller, 'find', FIND, { id }, (data) => {
    const { invitation } = data as { readonly invitation: Node | null };
    return invitation?.id === id && isOf(caller, invitation);
  });
}

function findStranger(caller: SoakCaller, stranger: SoakCaller): SoakOperation {
  const id = stranger.cancellable.at(-1) ?? 'no-such-id';
  const isNull = (data: unknown) => (data as { invitation: unknown }).invitation === null;
  return read(caller, "find a stranger's", FIND, { id }, isNull);
}

function read(
  { key }: SoakCaller,
  kind: string,
  query: string,
  variables: SoakOperation['variables'],
  isRight: SoakOperation['isRight'],
): SoakOperation {
  const met = drawTrouble(READ_TROUBLES);
  return {
    kind,
    query,
    variables,
    faults: met.behaviour ? [{ key, times: met.times, behaviour: met.behaviour }] : [],
    calls: met.calls,
    code: met.code,
    isRight,
    apply: () => {},
  };
}

const INVITE = `mutation Invite($input: InviteToArrayInput!) { inviteToArray(input: $input) { __typename } }`;

function invite(caller: SoakCaller): SoakOperation {
  const emails = ['one', 'two'].map((name) => `${name}-of-${caller.name}@example.com`);
  const array = `array of ${caller.name}.`;
  const input = { namespace: caller.name, array, emails, actions: ['READ'] };
  return write(caller, 'invite', INVITE, { input }, 'InvitationsSent', () => {
    caller.visible += emails.length;
  });
}

const CANCEL = `mutation Cancel($input: CancelArrayInvitationInput!) { cancelArrayInvitation(input: $input) { __typename } }`;

function cancel(caller: SoakCaller): SoakOperation {
  const invitationId = caller.cancellable.at(-1);
  if (invitationId === undefined) return invite(caller);
  const array = `array of ${caller.name}.`;
  const input = { invitationId, namespace: caller.name, array };
  return write(caller, 'cancel', CANCEL, { input }, 'InvitationCancelled', () => {
    caller.cancellable.pop();
    caller.visible -= 1;
  });
}

const ACCEPT = `mutation Accept($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename } }`;

function accept(caller: SoakCaller): SoakOperation {
  const invitationId = caller.acceptable.at(-1);
  if (invitationId === undefined) return list(caller);
  return write(caller, 'accept', ACCEPT, { input: { invitationId } }, 'InvitationAccepted', () => {
    caller.acceptable.pop();
  });
}

function write(
  { key }: SoakCaller,
  kind: string,
  query: string,
  variables: SoakOperation['variables'],
  typename: string,
  apply: () => void,
): SoakOperation {
  const met = drawTrouble(WRITE_TROUBLES);
  return {
    kind,
    query,
    variables,
    faults: met.behaviour ? [{ key, times: met.times, behaviour: met.behaviour }] : [],
    calls: 1,
    code: met.code,
    isRight: (data) => JSON.stringify(data).includes(`{"__typename":"${typename}"}`),
    apply: () => {
      if (met.isCarriedOut) apply();
    },
  };
}

function drawTrouble(troubles: readonly Trouble[]): Omit<Trouble, 'behaviour'> & Partial<Trouble> {
  if (Math.random() >= TROUBLED) return NO_TROUBLE;
  return troubles[Math.floor(Math.random() * troubles.length)] ?? NO_TROUBLE;
}

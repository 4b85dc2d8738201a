import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdempotencyFailure, type OutcomeUnknown } from '../../../src/domain/idempotency.ts';
import { UpstreamError } from '../../../src/domain/upstream-error.ts';
import {
  type CallerDeadline,
  createIdempotency,
  type IdempotencyKeys,
} from '../../../src/idempotency/idempotency.ts';
import { createMemoryStore } from '../../../src/idempotency/memory-store.ts';
import type { IdempotencyStore } from '../../../src/idempotency/store.ts';
import { createVirtualClock, untilIdle, type VirtualClock } from './virtual-clock.ts';

/** Sequences per run; the soak test asks for more. */
const SEQUENCES = Number(process.env['IDEMPOTENCY_SEQUENCES'] ?? 500);

const OPERATION_MS = 25_000;
const DAY_MS = 86_400_000;

/** How upstream handles a write, and whether it carries it out. */
const UPSTREAM = {
  done: true,
  'done, slowly': true,
  'done, never answered': true,
  'done, connection cut': true,
  rejected: false,
  'connection refused': false,
  'rate limited': false,
  'server error': true,
} as const;
type UpstreamMode = keyof typeof UPSTREAM;

/** `mute`: commands are carried out but their replies are lost. `hung`: commands are carried out once the store resumes. */
type StoreState = 'up' | 'down' | 'mute' | 'hung';

type Outcome = { readonly kind: 'done'; readonly serial: number } | { readonly kind: 'rejected' };

/** The result of one request for a key, or for one of its items. */
type Answer =
  | { readonly kind: 'known'; readonly outcome: Outcome; readonly isFresh: boolean }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly why: IdempotencyFailure['kind'] }
  | { readonly kind: 'fault' };

/**
 * What must hold for one key: nothing is carried out twice, and its outcome never changes.
 * This is all that clients can rely on; the model knows nothing of claims, leases or stores.
 */
class ModelledKey {
  effects = 0;
  /** Sent by a request whose own response reported it, or possibly sent. */
  isSpent = false;
  outcome: Outcome | null = null;
  isUnknown = false;
  /** The input that was carried out, or whose outcome is known. */
  input: string | null = null;

  answer(answer: Answer, input: string): void {
    const isOfKey = answer.kind === 'known' || answer.kind === 'unknown';
    if (isOfKey) expect(this.input ?? input).toBe(input);
    switch (answer.kind) {
      case 'known':
        expect(this.outcome ?? answer.outcome).toEqual(answer.outcome);
        // Only the request that was sent may still report an outcome that repeats can no longer know.
        expect(this.isUnknown && !answer.isFresh).toBe(false);
        this.outcome = answer.outcome;
        this.input = input;
        this.isSpent = true;
        break;
      case 'unknown':
        this.isUnknown = true;
        this.isSpent = true;
        break;
      case 'refused':
      case 'fault':
        break;
    }
  }
}

/** Two instances of the service, their shared store, and upstream. */
class World {
  readonly clock: VirtualClock = createVirtualClock();
  readonly keys = new Map<string, ModelledKey>();
  readonly #memory = createMemoryStore({
    maxSlots: 10_000,
    maxBytes: 10_000_000,
    now: () => this.clock.now(),
  });
  readonly #instances: Instance[] = [];
  #storeState: StoreState = 'up';
  #hung: (() => void)[] = [];
  #serial = 0;
  /** A failure occurred that may leave a key unknown although nothing was carried out. */
  hadFaults = false;

  instance(number: number): Instance {
    this.#instances[number] ??= this.#start();
    return this.#instances[number];
  }

  kill(number: number): void {
    const instance = this.#instances[number];
    if (instance === undefined) return;
    instance.isAlive = false;
    this.hadFaults = true;
    delete this.#instances[number];
  }

  setStore(state: StoreState): void {
    this.#storeState = state;
    if (state !== 'up') this.hadFaults = true;
    if (state === 'hung') return;
    for (const command of this.#hung.splice(0)) command();
  }

  key(name: string): ModelledKey {
    const key = this.keys.get(name) ?? new ModelledKey();
    this.keys.set(name, key);
    return key;
  }

  /** What upstream does with one write. */
  async send(name: string, { mode, input }: Request, instance: Instance, deadline: CallerDeadline) {
    if (deadline.remainingMs() === 0) throw toFault('timeout', false);
    if (!instance.isAlive) return never<Outcome>();
    const key = this.key(name);
    // Checks the one promise of an idempotency key, at the point where it matters.
    expect({ name, isSpent: key.isSpent }).toEqual({ name, isSpent: false });
    if (UPSTREAM[mode]) {
      key.effects += 1;
      key.input = input;
    }
    expect({ name, mayBeSent: key.effects <= 1 }).toEqual({ name, mayBeSent: true });
    const outcome = await this.#answer(mode, deadline);
    return instance.isAlive ? outcome : never<Outcome>();
  }

  async #answer(mode: UpstreamMode, deadline: CallerDeadline): Promise<Outcome> {
    const { clock } = this;
    this.#serial += 1;
    const done: Outcome = { kind: 'done', serial: this.#serial };
    switch (mode) {
      case 'done':
        return done;
      case 'done, slowly':
        await clock.sleep(OPERATION_MS / 2, deadline.reads);
        if (deadline.remainingMs() === 0) throw toFault('timeout', true);
        return done;
      case 'done, never answered':
        await clock.sleep(OPERATION_MS * 10, deadline.reads);
        throw toFault('timeout', true);
      case 'done, connection cut':
        throw toFault('unavailable', true);
      case 'rejected':
        return { kind: 'rejected' };
      case 'connection refused':
        throw toFault('unavailable', false);
      case 'rate limited':
        throw toFault('rate-limited', true);
      case 'server error':
        throw toFault('server-error', true);
    }
  }

  #start(): Instance {
    const instance: Instance = { isAlive: true, keys: null as never };
    instance.keys = createIdempotency({
      store: this.#reach(instance),
      keepMs: DAY_MS,
      clock: this.clock,
      onStep: () => {},
    });
    return instance;
  }

  /** The store as one instance reaches it over the network. */
  #reach(instance: Instance): IdempotencyStore {
    const memory = this.#memory;
    const ask = async <Reply>(command: () => Reply, none: Reply): Promise<Reply> => {
      await Promise.resolve();
      if (!instance.isAlive) return never<Reply>();
      switch (this.#storeState) {
        case 'down':
          return none;
        case 'hung':
          this.#hung.push(command);
          return none;
        case 'mute':
          command();
          return none;
        case 'up': {
          const reply = command();
          await Promise.resolve();
          return instance.isAlive ? reply : never<Reply>();
        }
      }
    };
    const unavailable = { kind: 'unavailable' } as const;
    return {
      claim: (record, claim) => ask(() => memory.claim(record, claim), unavailable),
      settle: (record, own) => ask<boolean | null>(() => memory.settle(record, own), null),
      release: (record, own) => ask<boolean | null>(() => memory.release(record, own), null),
      open: (record, lease) => ask(() => memory.open(record, lease), unavailable),
    };
  }
}

interface Instance {
  isAlive: boolean;
  keys: IdempotencyKeys;
}

function never<T>(): Promise<T> {
  return new Promise(() => {});
}

function toFault(
  kind: 'timeout' | 'unavailable' | 'rate-limited' | 'server-error',
  mayHaveLeft: boolean,
): UpstreamError {
  return new UpstreamError({
    kind,
    operationId: 'joinOrganization',
    isRead: false,
    mayHaveLeft,
    detail: 'a test',
  });
}

interface Request {
  readonly key: string;
  readonly input: string;
  readonly instance: number;
  readonly mode: UpstreamMode;
}

function startDeadline(clock: VirtualClock): CallerDeadline {
  const controller = new AbortController();
  const endsAt = clock.now() + OPERATION_MS;
  clock.sleep(OPERATION_MS).then(() => controller.abort());
  return { reads: controller.signal, remainingMs: () => Math.max(0, endsAt - clock.now()) };
}

/** Sends one request, and checks its response against the model. */
async function request(world: World, one: Request) {
  const { key, input, instance: number } = one;
  const instance = world.instance(number);
  const deadline = startDeadline(world.clock);
  const caller = instance.keys.of({ identities: ['ada'], deadline, onStep: () => {} });
  return observe(world, key, input, (onSend) =>
    caller.once<Outcome>({ key, name: 'invite', input }, () => {
      onSend();
      return world.send(key, one, instance, deadline);
    }),
  );
}

/** The same for a mutation of several items; the model treats each item as a separate key. */
async function requestItems(world: World, one: Request) {
  const { key, input, instance: number } = one;
  const instance = world.instance(number);
  const deadline = startDeadline(world.clock);
  const caller = instance.keys.of({ identities: ['ada'], deadline, onStep: () => {} });
  const mutation = { key: `many ${key}`, name: 'acceptMany', input: `${input}: ${ITEMS}` };
  const items = await caller.begin<Outcome>(mutation).catch(refuseOnly);
  if (items === null) return;
  await Promise.all(
    ITEMS.map((item) => {
      const name = `${mutation.key} ${item}`;
      return observe(world, name, input, async (onSend) => {
        const replay = items.replay(item);
        if (replay !== null) return replay;
        return items.once(item, () => {
          onSend();
          return world.send(name, one, instance, deadline);
        });
      });
    }),
  );
  await items.end();
}

const ITEMS = ['a', 'b', 'c'];

function refuseOnly(error: unknown): null {
  if (error instanceof IdempotencyFailure) return null;
  throw error;
}

async function observe(
  world: World,
  name: string,
  input: string,
  run: (onSend: () => void) => Promise<Outcome | OutcomeUnknown>,
): Promise<Answer> {
  let isFresh = false;
  const answer = await toAnswer(run(() => (isFresh = true)));
  const observed = answer.kind === 'known' ? { ...answer, isFresh } : answer;
  world.key(name).answer(observed, input);
  return observed;
}

async function toAnswer(running: Promise<Outcome | OutcomeUnknown>): Promise<Answer> {
  try {
    const outcome = await running;
    return outcome.kind === 'unknown'
      ? { kind: 'unknown' }
      : { kind: 'known', outcome, isFresh: false };
  } catch (error) {
    if (error instanceof IdempotencyFailure) return { kind: 'refused', why: error.kind };
    if (error instanceof UpstreamError) return { kind: 'fault' };
    throw error;
  }
}

type Command = fc.AsyncCommand<World, Failures>;
/** Failures of requests that are not awaited. */
type Failures = unknown[];

function command(title: string, run: (world: World) => unknown): Command {
  return {
    check: () => true,
    async run(world, failures) {
      Promise.resolve(run(world)).catch((error: unknown) => failures.push(error));
      await untilIdle();
      if (failures.length > 0) throw failures[0];
    },
    toString: () => title,
  };
}

const requests = fc.record<Request>({
  key: fc.constantFrom('k1', 'k2'),
  input: fc.constantFrom('one', 'one', 'one', 'two'),
  instance: fc.constantFrom(0, 1),
  mode: fc.constantFrom(...(Object.keys(UPSTREAM) as UpstreamMode[])),
});

const commands = fc.commands(
  [
    requests.map((one) => command(`send ${JSON.stringify(one)}`, (world) => request(world, one))),
    requests.map((one) =>
      command(`send many ${JSON.stringify(one)}`, (world) => requestItems(world, one)),
    ),
    fc
      .constantFrom(1, 30, 1_000, OPERATION_MS / 2, OPERATION_MS, OPERATION_MS + 3_000)
      .map((ms) => command(`wait ${ms} ms`, (world) => world.clock.advance(ms))),
    fc
      .constantFrom<StoreState>('up', 'up', 'down', 'mute', 'hung')
      .map((state) => command(`store ${state}`, (world) => world.setStore(state))),
    fc.constantFrom(0, 1).map((number) => command(`kill ${number}`, (world) => world.kill(number))),
  ],
  { maxCommands: 25, size: 'max' },
);

describe('an idempotency key under any failure of the service, its store and upstream', () => {
  it(`has one effect and one outcome in ${SEQUENCES} random sequences`, async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        const world = new World();
        await fc.asyncModelRun(() => ({ model: world, real: [] }), sequence);
        for (const answer of await settleDown(world)) seen.add(answer);
      }),
      { numRuns: SEQUENCES },
    );
    // Make sure that the sequences reached the states they are meant to exercise.
    expect([...seen].sort()).toEqual(['known, replayed', 'known, sent', 'unknown']);
  });
});

/** After all faults are repaired and all claims have expired, each key has one outcome on every instance. */
async function settleDown(world: World): Promise<string[]> {
  world.setStore('up');
  for (let waited = 0; waited < 3; waited += 1) await world.clock.advance(OPERATION_MS + 3_000);
  const answers: string[] = [];
  for (const key of ['k1', 'k2']) {
    const { effects, isSpent } = world.key(key);
    const [first, other] = await repeat(world, key);
    const kinds = [first, other].map(toKind);
    answers.push(...kinds);
    if (first.kind === 'refused') {
      expect(first.why).toBe('reused');
      continue;
    }
    expect(kinds[1]).toBe(kinds[0] === 'known, sent' ? 'known, replayed' : kinds[0]);
    if (effects > 0 || isSpent) expect(kinds[0]).not.toBe('known, sent');
    else if (!world.hadFaults) expect(kinds[0]).toBe('known, sent');
  }
  return answers.filter((kind) => kind !== 'refused');
}

async function repeat(world: World, key: string): Promise<[Answer, Answer]> {
  const ask = (instance: number) => request(world, { key, input: 'one', instance, mode: 'done' });
  return [await ask(0), await ask(1)];
}

function toKind(answer: Answer): string {
  if (answer.kind !== 'known') return answer.kind;
  return answer.isFresh ? 'known, sent' : 'known, replayed';
}

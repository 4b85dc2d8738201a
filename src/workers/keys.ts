import type { IdempotencyStore } from '../idempotency/store.ts';

/** One step of the idempotency key store, which the primary holds for all workers. */
export type KeyStep = {
  [Name in keyof IdempotencyStore]: {
    readonly name: Name;
    readonly record: string;
    readonly argument: Parameters<IdempotencyStore[Name]>[1];
  };
}[keyof IdempotencyStore];

/** Runs in the primary. */
export function takeStep(store: IdempotencyStore, { name, record, argument }: KeyStep): unknown {
  return store[name](record, argument as never);
}

/** Runs in a worker. @param ask rejects when the primary has ended */
export function createPrimaryStore(ask: (step: KeyStep) => Promise<unknown>): IdempotencyStore {
  return {
    claim: (record, argument) => take({ name: 'claim', record, argument }, UNAVAILABLE),
    settle: (record, argument) => take({ name: 'settle', record, argument }, null),
    release: (record, argument) => take({ name: 'release', record, argument }, null),
    open: (record, argument) => take({ name: 'open', record, argument }, UNAVAILABLE),
  };

  async function take<Reply>(step: KeyStep, fallback: Reply): Promise<Reply> {
    try {
      return (await ask(step)) as Reply;
    } catch {
      return fallback;
    }
  }
}

const UNAVAILABLE = { kind: 'unavailable' } as const;

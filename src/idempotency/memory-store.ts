import { SYSTEM_CLOCK } from './clock.ts';
import {
  type Claim,
  type ClaimReply,
  HOLD,
  type IdempotencyStore,
  type Lease,
  type OpenReply,
  type OwnSlot,
  type SettledSlot,
  type Settlement,
  toHold,
} from './store.ts';

export interface MemoryStoreOptions {
  /** Maximum number of slots, one per item of a mutation with a key. */
  readonly maxSlots: number;
  /** Approximate maximum memory; outcomes of claims made before it is reached may exceed it. */
  readonly maxBytes: number;
  /** Milliseconds since the epoch; must never run backwards. */
  readonly now: () => number;
}

interface Record {
  readonly fingerprint: string;
  readonly callers: readonly string[];
  readonly slots: Map<string, Slot>;
  endsAt: number;
}

/** What is stored, in total or for one caller. */
interface Usage {
  slots: number;
  bytes: number;
}

type Slot =
  | {
      readonly kind: 'claimed';
      readonly claimedAt: number;
      readonly leaseEndsAt: number;
      readonly owner: string;
    }
  | { readonly kind: 'settled'; readonly claimedAt: number; readonly sealed: string | null };

/** Outcomes are small except for long lists of recipients, so this fits more than 100,000 keys. */
const MAX_BYTES = 100_000_000;

/** The store of a service without Redis. */
export function createOnlyStore(maxSlots: number): IdempotencyStore {
  return createMemoryStore({ maxSlots, maxBytes: MAX_BYTES, now: SYSTEM_CLOCK.now });
}

/** Size of V8's objects for one slot and its share of a record, including their names. */
const BYTES_PER_SLOT = 700;

/**
 * Keeps keys in this process. When it is full, it rejects new claims: evicting an old key would allow its mutation to be
 * sent again. So that no caller can fill it, each may use as much as is still free: one caller alone gets half of the
 * store, two get a third each, and there is always room for another.
 */
export function createMemoryStore({ maxSlots, maxBytes, now }: MemoryStoreOptions) {
  // Renewed records move to the end, so records are ordered by end time, give or take a lease.
  const records = new Map<string, Record>();
  const total: Usage = { slots: 0, bytes: 0 };
  const usages = new Map<string, Usage>();

  return {
    claim(name: string, claim: Claim): ClaimReply {
      forgetEnded();
      const record = find(name, claim.fingerprint);
      if (record === 'reused') return { kind: 'reused' };
      const slot = record?.slots.get(claim.slot);
      if (slot?.kind === 'settled') return slot;
      if (slot !== undefined) {
        const { claimedAt, leaseEndsAt } = slot;
        return leaseEndsAt > now()
          ? { kind: 'busy' }
          : { kind: 'settled', claimedAt, sealed: null };
      }
      return hold(name, claim) ? { kind: 'claimed' } : { kind: 'unavailable' };
    },

    settle(name: string, settlement: Settlement): boolean {
      const { slot, fingerprint, owner, sealed, keepMs } = settlement;
      const found = find(name, fingerprint);
      if (found === 'reused') return false;
      const record = found ?? createRecord(settlement);
      const claimed = record.slots.get(slot);
      if (claimed !== undefined && !isHeldBy(claimed, owner)) return false;
      put(record, slot, { kind: 'settled', claimedAt: claimed?.claimedAt ?? now(), sealed });
      if (record.slots.size === 1) keepUntil(name, record, now() + keepMs);
      return true;
    },

    release(name: string, { slot, owner }: OwnSlot): boolean {
      const record = records.get(name);
      if (record === undefined || !isHeldBy(record.slots.get(slot), owner)) return false;
      take(record, slot);
      if (record.slots.size === 0) records.delete(name);
      return true;
    },

    open(name: string, lease: Lease): OpenReply {
      forgetEnded();
      const record = find(name, lease.fingerprint);
      if (record === 'reused') return { kind: 'reused' };
      if (!hold(name, toHold(lease))) return { kind: 'unavailable' };
      return { kind: 'open', settled: [...(record?.slots ?? [])].flatMap(toSettled) };
    },
  } satisfies IdempotencyStore;

  /** @returns the record bound to this input, if there is one */
  function find(name: string, fingerprint: string): Record | 'reused' | undefined {
    const record = records.get(name);
    if (record === undefined) return undefined;
    if (record.endsAt > now()) {
      if (record.fingerprint === fingerprint) return record;
      if ([...record.slots].some(isBinding)) return 'reused';
    }
    forget(name, record);
    return undefined;
  }

  function isBinding([name, slot]: [string, Slot]): boolean {
    return !name.startsWith(HOLD) || (slot.kind === 'claimed' && slot.leaseEndsAt > now());
  }

  function hold(name: string, claim: Claim): boolean {
    if (!hasRoom(claim.callers)) return false;
    const { slot, owner, leaseMs, keepMs } = claim;
    const record = records.get(name) ?? createRecord(claim);
    const claimedAt = now();
    const leaseEndsAt = claimedAt + leaseMs;
    put(record, slot, { kind: 'claimed', claimedAt, leaseEndsAt, owner });
    keepUntil(name, record, Math.max(record.endsAt, leaseEndsAt + keepMs));
    return true;
  }

  function hasRoom(callers: readonly string[]): boolean {
    const free: Usage = { slots: maxSlots - total.slots, bytes: maxBytes - total.bytes };
    const used = [NOTHING, ...callers.map((caller) => usages.get(caller) ?? NOTHING)];
    return used.every(({ slots, bytes }) => slots < free.slots && bytes < free.bytes);
  }

  function isHeldBy(
    slot: Slot | undefined,
    owner: string,
  ): slot is Extract<Slot, { kind: 'claimed' }> {
    return slot?.kind === 'claimed' && slot.owner === owner && slot.leaseEndsAt > now();
  }

  function keepUntil(name: string, record: Record, endsAt: number): void {
    record.endsAt = endsAt;
    records.delete(name);
    records.set(name, record);
  }

  function forgetEnded(): void {
    for (const [name, record] of records) {
      if (record.endsAt > now()) return;
      forget(name, record);
    }
  }

  function forget(name: string, record: Record): void {
    for (const slot of record.slots.keys()) take(record, slot);
    records.delete(name);
  }

  function put(record: Record, name: string, slot: Slot): void {
    take(record, name);
    record.slots.set(name, slot);
    count(record, 1, toBytes(slot));
  }

  function take(record: Record, name: string): void {
    const slot = record.slots.get(name);
    if (slot === undefined) return;
    record.slots.delete(name);
    count(record, -1, -toBytes(slot));
  }

  function count({ callers }: Record, slots: number, bytes: number): void {
    add(total, slots, bytes);
    for (const caller of callers) {
      const usage = usages.get(caller) ?? { ...NOTHING };
      add(usage, slots, bytes);
      if (usage.slots === 0) usages.delete(caller);
      else usages.set(caller, usage);
    }
  }
}

const NOTHING: Readonly<Usage> = { slots: 0, bytes: 0 };

function add(usage: Usage, slots: number, bytes: number): void {
  usage.slots += slots;
  usage.bytes += bytes;
}

function createRecord({ callers, fingerprint }: Pick<Record, 'callers' | 'fingerprint'>): Record {
  return { callers, fingerprint, slots: new Map(), endsAt: 0 };
}

function toSettled([name, slot]: [string, Slot]): SettledSlot[] {
  return slot.kind === 'settled' && slot.sealed !== null
    ? [{ slot: name, sealed: slot.sealed }]
    : [];
}

function toBytes(slot: Slot): number {
  return BYTES_PER_SLOT + (slot.kind === 'settled' ? (slot.sealed?.length ?? 0) : 0);
}

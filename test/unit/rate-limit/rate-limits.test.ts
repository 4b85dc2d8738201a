import { describe, expect, it } from 'vitest';
import { createAcceptedCallers } from '../../../src/rate-limit/accepted-callers.ts';
import { createCallerKeys } from '../../../src/rate-limit/caller-keys.ts';
import { createMemoryStore } from '../../../src/rate-limit/memory-store.ts';
import { createRateLimits, type RateLimits } from '../../../src/rate-limit/rate-limits.ts';

const HOUR_MS = 3_600_000;

function start(options: { operationsPerMinute?: number; emailsPerHour?: number } = {}) {
  let time = 0;
  const now = () => time;
  const limits = createRateLimits({
    operationsPerMinute: 5,
    emailsPerHour: 5,
    ...options,
    store: createMemoryStore({ maxKeys: 50, now }),
    keys: createCallerKeys('secret'),
    acceptedCallers: createAcceptedCallers(now),
  });
  return {
    limits,
    pass: (ms: number) => {
      time += ms;
    },
  };
}

const caller = (limits: RateLimits, identity: string, address = '192.0.2.1') =>
  limits.of([identity], () => address);

/** One operation whose credential upstream accepts. */
async function useAccepted(limits: RateLimits, identity: string, address?: string): Promise<void> {
  const allowance = caller(limits, identity, address);
  await allowance.takeOperation();
  allowance.accept();
}

const LIMITED = { name: 'RateLimitExceeded' };

describe('a credential that upstream has not accepted', () => {
  it('is also counted by its address, so that made-up credentials share one limit', async () => {
    const { limits } = start();
    for (let n = 0; n < 5; n += 1) await caller(limits, `made-up ${n}`).takeOperation();
    await expect(caller(limits, 'made-up 5').takeOperation()).rejects.toMatchObject(LIMITED);
    await caller(limits, 'made-up 6', '192.0.2.2').takeOperation();
  });

  it('shares the address’s limit with anonymous callers', async () => {
    const { limits } = start();
    for (let n = 0; n < 5; n += 1) await limits.of([], () => '192.0.2.1').takeOperation();
    await expect(caller(limits, 'made-up').takeOperation()).rejects.toMatchObject(LIMITED);
  });

  it('takes no points from the caller when the address has none left', async () => {
    const { limits } = start();
    for (let n = 0; n < 5; n += 1) await caller(limits, `made-up ${n}`).takeOperation();
    for (let n = 0; n < 9; n += 1) {
      await expect(caller(limits, 'ada').takeOperation()).rejects.toMatchObject(LIMITED);
    }
    for (let n = 0; n < 5; n += 1) await caller(limits, 'ada', '192.0.2.2').takeOperation();
  });
});

describe('a limit of 0', () => {
  it('is none', async () => {
    const { limits } = start({ operationsPerMinute: 0, emailsPerHour: 0 });
    for (let n = 0; n < 2_000; n += 1) {
      const allowance = caller(limits, 'somebody');
      await allowance.takeOperation();
      await allowance.takeEmails(100);
    }
  });
});

describe('a credential that upstream accepts', () => {
  it('refunds the address for the operation', async () => {
    const { limits } = start();
    for (let n = 0; n < 50; n += 1) await useAccepted(limits, `user ${n}`);
    for (let n = 0; n < 5; n += 1) await caller(limits, `made-up ${n}`).takeOperation();
  });

  it('is not limited by other callers at its address', async () => {
    const { limits } = start();
    await useAccepted(limits, 'ada');
    for (let n = 0; n < 5; n += 1) await caller(limits, `made-up ${n}`).takeOperation();
    for (let n = 0; n < 4; n += 1) await caller(limits, 'ada').takeOperation();
    await expect(caller(limits, 'ada').takeOperation()).rejects.toMatchObject(LIMITED);
  });

  it('has to be accepted again after an hour', async () => {
    const { limits, pass } = start();
    await useAccepted(limits, 'ada');
    const useUpAddress = async () => {
      for (let n = 0; n < 5; n += 1) await caller(limits, `made-up ${n}`).takeOperation();
    };
    pass(HOUR_MS - 1);
    await useUpAddress();
    await caller(limits, 'ada').takeOperation();
    pass(60_000);
    await useUpAddress();
    await expect(caller(limits, 'ada').takeOperation()).rejects.toMatchObject(LIMITED);
  });

  it('does not vouch for another credential sent along with it', async () => {
    const { limits } = start();
    const both = limits.of(['ada', 'made-up'], () => '192.0.2.1');
    await both.takeOperation();
    both.accept();
    for (let n = 0; n < 4; n += 1) await caller(limits, 'made-up').takeOperation();
    for (let n = 0; n < 1; n += 1) await caller(limits, 'made-up too').takeOperation();
    await expect(caller(limits, 'made-up three').takeOperation()).rejects.toMatchObject(LIMITED);
  });

  it('keeps its e-mails counted, however many made-up credentials follow', async () => {
    const { limits } = start({ operationsPerMinute: 0 });
    const ada = caller(limits, 'ada');
    await ada.takeEmails(5);
    ada.accept();
    for (let n = 0; n < 200; n += 1) {
      await caller(limits, `made-up ${n}`, `192.0.2.${n}`).takeEmails(1);
    }
    await expect(caller(limits, 'ada').takeEmails(1)).rejects.toMatchObject(LIMITED);
  });
});

describe('refunded e-mails', () => {
  it('are refunded to the credential and to the address', async () => {
    const { limits } = start();
    for (let n = 0; n < 9; n += 1) {
      const allowance = caller(limits, 'ada');
      await allowance.takeEmails(5);
      await allowance.giveBackEmails(5);
    }
    await caller(limits, 'grace').takeEmails(5);
  });

  it('are refunded to the address only once when the credential was accepted in between', async () => {
    const { limits } = start();
    await caller(limits, 'made-up').takeEmails(3);
    const ada = caller(limits, 'ada');
    await ada.takeEmails(2);
    ada.accept();
    await ada.giveBackEmails(2);
    await caller(limits, 'made-up').takeEmails(2);
    await expect(caller(limits, 'grace').takeEmails(1)).rejects.toMatchObject(LIMITED);
  });
});

describe('the key of a caller', () => {
  it('cannot be derived without the secret', () => {
    const [one, other] = [createCallerKeys('secret'), createCallerKeys('another secret')];
    expect(one.ofIdentity('ada')).toBe(createCallerKeys('secret').ofIdentity('ada'));
    expect(one.ofIdentity('ada')).not.toBe(other.ofIdentity('ada'));
  });

  it('never equals the key of an address with the same name', () => {
    const keys = createCallerKeys('secret');
    expect(keys.ofIdentity('192.0.2.1')).not.toBe(keys.ofAddress('192.0.2.1'));
  });
});

import { describe, expect, it } from 'vitest';
import { Breaker, type Verdict } from '../../../../src/rest/calls/breaker.ts';

const OPEN_MS = 5_000;
/** With a minimum of one call per second over ten seconds. */
const ENOUGH = 10;

function createBreaker() {
  let now = 1_000_000;
  const breaker = new Breaker({ minimumRps: 1, openMs: OPEN_MS, now: () => now });
  return {
    breaker,
    wait(ms: number) {
      now += ms;
    },
    /** @returns the number of calls that were let through */
    call(caller: string, verdict: Verdict, count = 1) {
      let made = 0;
      for (let n = 0; n < count; n += 1) {
        const leave = breaker.enter(caller);
        if (leave === null) continue;
        made += 1;
        leave(verdict);
      }
      return made;
    },
  };
}

describe('the breaker of a single caller', () => {
  it('opens when more than half of enough calls have failed', () => {
    const { call, breaker } = createBreaker();
    expect(call('only', 'down', ENOUGH - 1)).toBe(ENOUGH - 1);
    expect(breaker.state).toBe('closed');
    call('only', 'down');
    expect(breaker.state).toBe('open');
    expect(call('only', 'up')).toBe(0);
  });

  it('stays closed while half of the calls succeed', () => {
    const { call, breaker } = createBreaker();
    for (let n = 0; n < 5 * ENOUGH; n += 1) {
      call('only', 'up');
      call('only', 'down');
    }
    expect(breaker.state).toBe('closed');
  });

  it('ignores calls whose result says nothing about upstream', () => {
    const { call, breaker } = createBreaker();
    call('only', 'unknown', 100);
    call('only', 'down', ENOUGH - 1);
    expect(breaker.state).toBe('closed');
  });

  it('ignores calls older than ten seconds', () => {
    const { call, breaker, wait } = createBreaker();
    call('only', 'down', ENOUGH - 1);
    wait(10_000);
    call('only', 'down', ENOUGH - 1);
    expect(breaker.state).toBe('closed');
    wait(9_000);
    call('only', 'down');
    expect(breaker.state).toBe('open');
  });

  it('lets one probe through after its open time, and closes when it succeeds', () => {
    const { call, breaker, wait } = createBreaker();
    call('only', 'down', ENOUGH);
    wait(OPEN_MS - 1);
    expect(breaker.enter('only')).toBeNull();
    wait(1);
    const leave = breaker.enter('only');
    expect(breaker.state).toBe('half-open');
    expect(breaker.enter('only')).toBeNull();
    leave?.('up');
    expect(breaker.state).toBe('closed');
    expect(call('only', 'up', 100)).toBe(100);
  });

  it.each(['down', 'unknown'] as const)(
    'opens again when the result of the probe is %s',
    (verdict) => {
      const { call, breaker, wait } = createBreaker();
      call('only', 'down', ENOUGH);
      wait(OPEN_MS);
      expect(call('only', verdict, 5)).toBe(1);
      expect(breaker.state).toBe('open');
      wait(OPEN_MS);
      expect(call('only', 'up', 5)).toBe(5);
    },
  );

  it('is decided by the probe alone, not by a call that started before it', () => {
    const { call, breaker, wait } = createBreaker();
    const late = breaker.enter('only');
    call('only', 'down', ENOUGH);
    wait(OPEN_MS);
    const probe = breaker.enter('only');
    late?.('up');
    expect(breaker.state).toBe('half-open');
    probe?.('down');
    expect(breaker.state).toBe('open');
  });
});

describe('the breaker of several callers', () => {
  it('does not open for other callers when only one caller’s calls fail', () => {
    const { call, breaker } = createBreaker();
    expect(call('offender', 'down', 1_000)).toBe(ENOUGH);
    expect(call('victim', 'up', 100)).toBe(100);
    expect(breaker.enter('offender')).toBeNull();
    expect(breaker.state).toBe('closed');
    expect(breaker.callersOpen).toBe(1);
  });

  it('stays closed for others while that caller keeps trying', () => {
    const { call, wait } = createBreaker();
    for (let round = 0; round < 20; round += 1) {
      call('offender', 'down', 100);
      expect(call('victim', 'up')).toBe(1);
      wait(OPEN_MS);
    }
  });

  it('stays closed for others when that caller succeeds in between and fails again', () => {
    const { call, wait } = createBreaker();
    for (let round = 0; round < 20; round += 1) {
      call('offender', 'down', 100);
      expect(call('victim', 'up', 6)).toBe(6);
      expect(call('victim', 'down')).toBe(1);
      wait(OPEN_MS);
      call('offender', 'up');
    }
  });

  it('opens for all callers when upstream fails for several', () => {
    const { call, breaker } = createBreaker();
    for (let n = 0; n < ENOUGH; n += 1) for (const caller of ['a', 'b', 'c']) call(caller, 'down');
    expect(breaker.state).toBe('open');
    expect(breaker.enter('somebody new')).toBeNull();
  });

  it('opens for all callers even if each one calls too rarely to judge alone', () => {
    const { call, breaker } = createBreaker();
    for (let n = 0; n < ENOUGH; n += 1) expect(call(`caller ${n}`, 'down')).toBe(1);
    expect(breaker.state).toBe('open');
  });

  it('closes for all callers when the single probe succeeds', () => {
    const { call, breaker, wait } = createBreaker();
    for (let n = 0; n < ENOUGH; n += 1) call(`caller ${n}`, 'down');
    wait(OPEN_MS);
    const leave = breaker.enter('a');
    expect(breaker.state).toBe('half-open');
    expect(breaker.enter('b')).toBeNull();
    leave?.('up');
    expect(breaker.state).toBe('closed');
    expect(call('b', 'up')).toBe(1);
  });

  it('is reported as open when no recent caller gets through', () => {
    const { call, breaker, wait } = createBreaker();
    call('a', 'up');
    call('b', 'down', 2 * ENOUGH);
    expect(breaker.state).toBe('closed');
    wait(11_000);
    expect(breaker.state).toBe('open');
  });

  it('forgets callers beyond its limit, least recent first', () => {
    const { call, breaker } = createBreaker();
    call('first', 'down', ENOUGH);
    expect(breaker.callersOpen).toBe(1);
    for (let n = 0; n < 10_000; n += 1) call(`caller ${n}`, 'up');
    expect(breaker.callersOpen).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { toConnectionTimes } from '../../../src/edge/connection-times.ts';

const OPTIONS = { operationTimeoutMs: 25_000, headersTimeoutMs: 10_000, requestTimeoutMs: 30_000 };

describe('a connection', () => {
  it('has a time limit in each of its states', () => {
    expect(toConnectionTimes(OPTIONS)).toEqual({
      keepAliveTimeout: 65_000,
      connectionTimeout: 90_000,
      requestTimeout: 30_000,
      headersTimeout: 10_000,
      connectionsCheckingInterval: 2_500,
    });
  });

  it('has no more time for its headers than for the whole request', () => {
    const times = toConnectionTimes({ ...OPTIONS, requestTimeoutMs: 1_001 });
    expect(times).toMatchObject({
      requestTimeout: 1_001,
      headersTimeout: 1_001,
      connectionsCheckingInterval: 251,
    });
  });

  it('is kept alive for longer than load balancers keep theirs, and than any operation takes', () => {
    const times = toConnectionTimes({ ...OPTIONS, operationTimeoutMs: 600_000 });
    expect(times.keepAliveTimeout).toBeGreaterThan(60_000);
    expect(times.connectionTimeout).toBeGreaterThan(600_000);
  });
});

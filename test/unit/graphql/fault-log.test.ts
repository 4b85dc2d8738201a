import { describe, expect, it } from 'vitest';
import { RateLimitExceeded } from '../../../src/domain/allowance.ts';
import { InvalidArgument } from '../../../src/domain/invalid-argument.ts';
import { toFaultLog } from '../../../src/graphql/report/fault-log.ts';

const redact = (text: string) => text.replaceAll('secret', '[redacted]');

describe('a fault in the log', () => {
  it('that is a bug of ours is an error, with its stack and its causes, redacted', () => {
    const bug = new TypeError('secret is not a function', { cause: new Error('the secret cause') });
    expect(toFaultLog(bug, redact)).toMatchObject({
      level: 'error',
      facts: {
        error: expect.stringContaining('TypeError: [redacted] is not a function'),
        causes: ['Error: the [redacted] cause'],
      },
    });
  });

  it('that is no Error is an error too', () => {
    expect(toFaultLog('thrown text', redact)).toMatchObject({ level: 'error' });
  });

  it('that a client can provoke is no error', () => {
    expect(toFaultLog(new InvalidArgument('id', 'must not be empty'), redact)).toBeNull();
    expect(toFaultLog(new RateLimitExceeded('enough', 1), redact)).toMatchObject({ level: 'info' });
  });
});

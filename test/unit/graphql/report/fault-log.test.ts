import { describe, expect, it } from 'vitest';
import { RateLimitExceeded } from '../../../../src/domain/allowance.ts';
import { InvalidArgument } from '../../../../src/domain/invalid-argument.ts';
import { toBugLog, toFaultLog } from '../../../../src/graphql/report/fault-log.ts';

const redact = (text: string) => text.replaceAll('secret', '[redacted]');

describe('the log of faults', () => {
  it('records a bug of ours as an error, with its redacted stack and causes', () => {
    const bug = new TypeError('secret is not a function', { cause: new Error('the secret cause') });
    expect(toFaultLog(bug, redact)).toMatchObject({
      level: 'error',
      facts: {
        error: expect.stringContaining('TypeError: [redacted] is not a function'),
        causes: ['Error: the [redacted] cause'],
      },
    });
  });

  it('records a thrown value that is not an Error as an error too', () => {
    expect(toFaultLog('thrown text', redact)).toMatchObject({ level: 'error' });
  });

  it('records even an expected kind of fault as a bug when it was thrown where none is expected', () => {
    expect(toBugLog(new InvalidArgument('id', 'must not be empty'), redact)).toMatchObject({
      level: 'error',
      facts: { error: expect.stringContaining('must not be empty') },
    });
  });

  it('does not record a fault that clients can provoke as an error', () => {
    expect(toFaultLog(new InvalidArgument('id', 'must not be empty'), redact)).toBeNull();
    expect(toFaultLog(new RateLimitExceeded('enough', 1), redact)).toMatchObject({ level: 'info' });
  });
});

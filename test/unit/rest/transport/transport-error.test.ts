import { describe, expect, it } from 'vitest';
import { TransportError } from '../../../../src/rest/transport/transport.ts';

const REFUSED = [
  new Error('connect ECONNREFUSED ::1:4000'),
  new Error('connect ECONNREFUSED 127.0.0.1:4000'),
];

describe('the message of a transport error', () => {
  it('names every address of a host that failed, with the reasons', () => {
    const { message } = new TransportError('unreachable', false, new AggregateError(REFUSED));
    expect(message).toBe(
      'unreachable: connect ECONNREFUSED ::1:4000; connect ECONNREFUSED 127.0.0.1:4000',
    );
  });

  it('names the addresses when undici wraps them in a timeout', () => {
    const timeout = new Error('Connect Timeout Error', { cause: new AggregateError(REFUSED) });
    const { message } = new TransportError('unreachable', false, timeout);
    expect(message).toContain('Connect Timeout Error: connect ECONNREFUSED ::1:4000; connect');
  });

  it.each([
    [new Error('closed'), 'cut: closed'],
    ['no error at all', 'cut: no error at all'],
  ])('is otherwise the message of its cause: %s', (cause, message) => {
    expect(new TransportError('cut', true, cause).message).toBe(message);
  });
});

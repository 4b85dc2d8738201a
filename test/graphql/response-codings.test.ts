import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { SENDING } from '../support/operations.ts';
import { useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet() });

const BYTE_ORDER_MARK = '\ufeff';
const asItIs = (text: string) => Buffer.from(text);
const marked = (text: string) => Buffer.from(BYTE_ORDER_MARK + text);

/** Content-Encoding headers that upstream or a proxy in front of it may send, and the body that each announces. */
const CODINGS: readonly (readonly [string, string | undefined, (text: string) => Buffer])[] = [
  ['GZIP', 'GZIP', gzipSync],
  ['x-gzip', 'x-gzip', gzipSync],
  ['X-Gzip', 'X-Gzip', gzipSync],
  ['Identity', 'Identity', asItIs],
  ['an empty Content-Encoding', '', asItIs],
  ['a byte order mark', undefined, marked],
  ['a byte order mark in gzip', 'gzip', (text) => gzipSync(marked(text))],
];

describe.each(CODINGS)('a response with %s', (_title, coding, encode) => {
  const inject = (status: number, body: object) =>
    stack.emulator.inject({
      behaviour: {
        kind: 'answer',
        status,
        headers: {
          'content-type': 'application/json',
          ...(coding !== undefined && { 'content-encoding': coding }),
        },
        body: encode(JSON.stringify(body)),
      },
    });

  it('is read as a list', async () => {
    inject(200, { invitations: [{ id: 'an-id', email: 'zoë@example.com' }] });
    const { data, errors } = await stack.send({ query: '{ invitations { nodes { id email } } }' });
    expect(errors).toBeUndefined();
    expect(data.invitations.nodes).toEqual([{ id: 'an-id', email: 'zoë@example.com' }]);
    expect(stack.emulator.journal).toHaveLength(1);
  });

  it.each(SENDING)('keeps the failed recipients of a 207: $name', async (mutation) => {
    inject(207, { failed_recipients: ['grace@example.com'] });
    const emails = ['ada@example.com', 'grace@example.com'];
    const { data, errors } = await stack.send({
      query: mutation.query,
      variables: { input: { ...mutation.input, emails } },
    });
    expect(errors).toBeUndefined();
    expect(data[mutation.name]).toEqual({
      __typename: 'InvitationsPartiallySent',
      recipients: ['ada@example.com'],
      failedRecipients: ['grace@example.com'],
    });
    expect(stack.emulator.journal).toHaveLength(1);
  });

  it('keeps upstream’s words in an error', async () => {
    inject(400, { code: 17, message: 'grüße', request_id: 'up-42' });
    const { errors } = await stack.send({ query: '{ invitations { page } }' });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('grüße'),
      extensions: { code: 'BAD_USER_INPUT', upstreamRequestId: 'up-42' },
    });
  });
});

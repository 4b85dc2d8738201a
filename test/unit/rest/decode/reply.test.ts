import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readJson, toReply } from '../../../../src/rest/decode/reply.ts';

const TEXT = '{"message":"schön"}';
const MAX_BYTES = 1_000;
const NOW = Date.UTC(2026, 0, 1);

function reply(body: string | Uint8Array, headers = {}, status = 200) {
  return toReply({ status, headers, body: Buffer.from(body) }, MAX_BYTES, NOW);
}

const readBody = async (...given: Parameters<typeof reply>) => (await reply(...given)).body;

describe('the body of a reply', () => {
  it.each([undefined, '', ' ', 'identity', 'Identity', 'IDENTITY, identity'])(
    'is read unchanged with the Content-Encoding %j',
    async (coding) => {
      expect(await readBody(TEXT, { 'content-encoding': coding })).toBe(TEXT);
    },
  );

  it.each(['gzip', 'GZIP', 'x-gzip', 'X-Gzip', ' gzip ', 'identity, gzip', ['identity', 'gzip']])(
    'is decompressed with the Content-Encoding %j',
    async (coding) => {
      expect(await readBody(gzipSync(TEXT), { 'content-encoding': coding })).toBe(TEXT);
    },
  );

  it.each(['br', 'deflate', 'zstd', 'gzip, gzip', 'gzip, br', 'unknown'])(
    'is unreadable with the Content-Encoding %j',
    async (coding) => {
      expect(await readBody(gzipSync(TEXT), { 'content-encoding': coding })).toBeNull();
    },
  );

  it('is unreadable when it is not valid or not complete gzip', async () => {
    expect(await readBody(TEXT, { 'content-encoding': 'gzip' })).toBeNull();
    const half = gzipSync(TEXT).subarray(0, -9);
    expect(await readBody(half, { 'content-encoding': 'gzip' })).toBeNull();
  });

  it('is decompressed up to the maximum size, and unreadable beyond it', async () => {
    const headers = { 'content-encoding': 'gzip' };
    expect(await readBody(gzipSync('x'.repeat(MAX_BYTES)), headers)).toHaveLength(MAX_BYTES);
    expect(await readBody(gzipSync('x'.repeat(MAX_BYTES + 1)), headers)).toBeNull();
    expect(await readBody(gzipSync(Buffer.alloc(5_000_000)), headers)).toBeNull();
  });

  it('is empty regardless of its Content-Encoding', async () => {
    expect(await readBody('', { 'content-encoding': 'gzip' }, 204)).toBe('');
  });

  it('has no byte order mark, compressed or not', async () => {
    expect(readJson(await reply(`\ufeff${TEXT}`))).toEqual({ message: 'schön' });
    const compressed = await reply(gzipSync(`\ufeff${TEXT}`), { 'content-encoding': 'gzip' });
    expect(readJson(compressed)).toEqual({ message: 'schön' });
  });

  it('keeps a byte order mark that is not at its start', async () => {
    expect(await readBody('"\ufeff"')).toBe('"\ufeff"');
  });

  it('is not JSON when it cannot be read or parsed', async () => {
    expect(readJson(await reply(TEXT, { 'content-encoding': 'br' }))).toBeUndefined();
    expect(readJson(await reply('{'))).toBeUndefined();
  });
});

describe('the Retry-After of a reply', () => {
  it.each([
    [undefined, null],
    ['120', 120_000],
    [' 0 ', 0],
    ['Thu, 01 Jan 2026 00:00:05 GMT', 5_000],
    ['Wed, 31 Dec 2025 23:59:59 GMT', 0],
    ['-5', null],
    ['1.5', null],
    ['soon', null],
    ['', null],
    [['1', '4', '2'], 4_000],
    [['soon', '1'], 1_000],
    [['soon', 'later'], null],
  ])('of %j means %j ms', async (header, expected) => {
    const { retryAfterMs } = await reply('', { 'retry-after': header }, 429);
    expect(retryAfterMs).toBe(expected);
  });
});

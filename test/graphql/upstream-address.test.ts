import { describe, expect, it, onTestFinished } from 'vitest';
import { startEmulator } from '../../emulator/src/emulator.ts';
import { INVITATIONS, MUTATIONS } from '../support/operations.ts';
import { startStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

describe('TILEDB_REST_URL', () => {
  it.each([
    ['', ''],
    ['', '/'],
    ['/tiledb', ''],
    ['/tiledb', '/'],
    ['/a/b', '//'],
  ])('may have the path %j and end with %j', async (prefix, end) => {
    const emulator = await startEmulator({ ...quiet(...INVITATIONS), prefix });
    onTestFinished(emulator.stop);
    const stack = await startStack({ env: { TILEDB_REST_URL: emulator.url + end } });
    const list = await stack.send({ query: '{ invitations { totalCount } }' });
    expect(list.data).toEqual({ invitations: { totalCount: INVITATIONS.length } });
    for (const { query, input } of MUTATIONS) {
      expect((await stack.send({ query, variables: { input } })).errors).toBeUndefined();
    }
    expect(emulator.journal).toHaveLength(1 + MUTATIONS.length);
    for (const { target } of emulator.journal) {
      expect(target.startsWith(`${prefix}/v1/invitations`)).toBe(true);
    }
  });
});

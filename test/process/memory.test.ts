import { join } from 'node:path';
import { expect, it } from 'vitest';
import { launch } from '../support/launch.ts';
import { send } from '../support/stack.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.ts');
/** The service itself needs about 40 MB, and its document stores up to 90 MB. */
const HEAP_MB = 160;

it('does not keep all of many long, distinct documents', async () => {
  const service = await launch(
    { LOG_LEVEL: 'silent' },
    { command: [process.execPath, `--max-old-space-size=${HEAP_MB}`, MAIN] },
  );
  for (let megabytes = 1; megabytes <= HEAP_MB + 40; megabytes += 1) {
    const query = `{ __typename } # ${megabytes} ${'x'.repeat(990_000)}`;
    expect((await send(service.url, { query })).data).toEqual({ __typename: 'Query' });
  }
  expect(await service.end()).toBe(0);
});

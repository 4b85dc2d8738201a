import { expect, it } from 'vitest';
import { startSoak } from './soak.ts';

const CALLERS = 200;
const OPERATIONS = 2_000;

/** `npm run soak` in short; its long form watches memory and connections as well. */
it.each(['got', 'undici'])(
  'two hundred callers at once, under faults and retries, each see only what is theirs, by %s',
  async (transport) => {
    const soak = await startSoak({
      callers: CALLERS,
      concurrency: CALLERS,
      env: { UPSTREAM_TRANSPORT: transport },
    });
    await soak.run((done) => done >= OPERATIONS);
    const { mistakes, rows, exitCode, log } = await soak.finish();
    expect(mistakes).toEqual([]);
    expect(log).toBe('');
    // The process ends by itself: nothing was left behind that would keep it.
    expect(exitCode).toBe(0);
    const done = rows.reduce((sum, { operations }) => sum + operations, 0);
    expect(done).toBeGreaterThanOrEqual(OPERATIONS);
  },
);

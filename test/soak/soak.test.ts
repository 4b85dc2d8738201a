import { expect, it } from 'vitest';
import { startSoak } from './soak.ts';

const CALLERS = 200;
/** Dozens of each kind. */
const OPERATIONS = 500;

/** A short `npm run soak`; the long one watches memory and connections as well. */
it.each(['got', 'undici'])(
  'two hundred concurrent callers see only their own data, under faults and retries, by %s',
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
    // The process exits without being stopped: nothing was left that would keep it running.
    expect(exitCode).toBe(0);
    const done = rows.reduce((sum, { operations }) => sum + operations, 0);
    expect(done).toBeGreaterThanOrEqual(OPERATIONS);
  },
);

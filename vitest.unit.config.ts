import { defineConfig } from 'vitest/config';

/** The unit layer alone, for the mutation gate: one project, in one process. */
export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    exclude: ['test/unit/scripts/**'],
    experimental: { viteModuleRunner: false },
    isolate: false,
    // A guard against hanging, not a statement about speed: two loaded cores are slow.
    testTimeout: 60_000,
    // Fewer than in `npm test`, since they run again for each mutant.
    env: { IDEMPOTENCY_SEQUENCES: '50' },
  },
});

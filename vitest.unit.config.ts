import { defineConfig } from 'vitest/config';

/** The unit layer alone, for the mutation gate: one project, in one process. */
export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    exclude: ['test/unit/scripts/**'],
    experimental: { viteModuleRunner: false },
  },
});

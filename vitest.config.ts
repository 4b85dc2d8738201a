import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/peers/**'],
    // A guard against hanging for ever, not a statement about speed: two loaded cores are slow.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

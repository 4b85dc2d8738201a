import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

// VITE_GRAPHQL_URL  the service; default http://127.0.0.1:4000/graphql
// VITE_DEMO_KEY     the key that the page starts with; if omitted, the user enters theirs
// VITE_DEMO_USER    who that is: user name and addresses, separated by commas
// VITE_EMULATOR_URL the demo's upstream; with it, the page offers to try faults
export default defineConfig({
  base: './',
  plugins: [react()],
  // Uses the sources of the client package, so that changes to them show immediately, with the example's dependencies.
  resolve: {
    conditions: ['source', ...defaultClientConditions],
    dedupe: ['@apollo/client', 'graphql', 'rxjs'],
  },
  // Browsers that support light-dark(); its translation for older ones ignores the theme switch.
  build: { cssTarget: ['chrome123', 'firefox120', 'safari17.5'] },
  server: { host: '127.0.0.1', fs: { allow: ['.', '../../client'] } },
});

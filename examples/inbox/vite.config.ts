import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// VITE_GRAPHQL_URL  the service; default http://127.0.0.1:4000/graphql
// VITE_DEMO_KEY     the key that the page starts with; default: none, the user types theirs
export default defineConfig({
  base: './',
  plugins: [react()],
  // The browsers that know light-dark(); its translation for older ones does not follow the switch.
  build: { cssTarget: ['chrome123', 'firefox120', 'safari17.5'] },
  server: { host: '127.0.0.1' },
});

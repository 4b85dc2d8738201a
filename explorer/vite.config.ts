import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { DIGEST_FILE, digestInputs } from './freshness.ts';
import { READY_TABS } from './tabs.ts';

type Replacements = readonly (readonly [RegExp, string])[];

/** Replaces parts of Monaco and Prettier with smaller ones; each replacement says why. */
function replaceParts(replacements: Replacements): Plugin {
  return {
    name: 'replace-parts',
    enforce: 'pre',
    resolveId(source) {
      const found = replacements.find(([pattern]) => pattern.test(source));
      return found && fileURLToPath(new URL(found[1], import.meta.url));
    },
  };
}

/** Inlines the tabs, which tabs.ts reads from files. */
const readyTabs: Plugin = {
  name: 'ready-tabs',
  resolveId: (source) => (source === 'virtual:ready-tabs' ? source : undefined),
  load: (id) =>
    id === 'virtual:ready-tabs'
      ? `export const READY_TABS = ${JSON.stringify(READY_TABS)};`
      : undefined,
};

const noteInputs: Plugin = {
  name: 'note-inputs',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: DIGEST_FILE, source: digestInputs() });
  },
};

const ON_THE_PAGE: Replacements = [
  [/\/vs\/editor\/edcore\.main\.js$/, './src/monaco/features.ts'],
  [/\/(diff|multiDiff)EditorWidget\.js$/, './src/monaco/no-diff-editor.ts'],
  [/^prettier\/(plugins\/estree|parser-babel)$/, './src/prettier/jsonc.ts'],
];

const IN_WORKERS: Replacements = [[/^prettier\//, './src/prettier/none.ts']];

export default defineConfig({
  base: './',
  plugins: [replaceParts(ON_THE_PAGE), readyTabs, noteInputs],
  worker: { format: 'es', plugins: () => [replaceParts(IN_WORKERS)] },
  build: {
    outDir: 'built',
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
  logLevel: 'error',
});

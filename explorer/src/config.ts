import type { ExplorerConfig } from '../page.ts';

/** For a page without a configuration from the server, as served by `vite` during development. */
const DEFAULTS: ExplorerConfig = {
  endpoint: '/graphql',
  headers: { 'X-TILEDB-REST-API-KEY': '' },
  demo: false,
  variables: {},
};

export function readConfig(page: Document): ExplorerConfig {
  const json = page.getElementById('explorer-config')?.textContent?.trim();
  if (!json) return DEFAULTS;
  const given: Partial<ExplorerConfig> = JSON.parse(json);
  return { ...DEFAULTS, ...given };
}

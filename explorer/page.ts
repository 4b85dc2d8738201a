/**
 * Configuration that the server passes to the explorer's page. It is embedded as JSON, so that the
 * built files are the same for every deployment and no inline script is needed.
 */
export interface ExplorerConfig {
  /** Path of the GraphQL endpoint, on the page's own origin. */
  endpoint: string;
  /** Initial content of every tab's headers editor; users fill in empty values. */
  headers: Record<string, string>;
  /** Whether this is the demo, whose key is not secret, so the browser may store it. */
  demo: boolean;
  /** Variables of the prepared tabs, by operation name (see tabs.ts); placeholders for the others. */
  variables: Record<string, Record<string, unknown>>;
}

/**
 * 'unsafe-inline' is for styles only: Monaco writes style attributes and elements.
 * `data:` is for the icons in Monaco's and GraphiQL's style sheets.
 */
export const EXPLORER_CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const CONFIG_PLACE = /(<script type="application\/json" id="explorer-config">)[^<]*(<\/script>)/;
const ASSET_ATTRIBUTE = /((?:src|href)=")\.\//g;

/**
 * Renders the page for one deployment. `assets` is the path under which explorer/built is served, with
 * a trailing slash; whatever the page loads later is relative to its own scripts.
 */
export function renderExplorerPage(
  indexHtml: string,
  config: ExplorerConfig,
  assets = '/explorer/',
): string {
  if (!CONFIG_PLACE.test(indexHtml)) {
    throw new Error('The explorer page has no element for its configuration (#explorer-config).');
  }
  return indexHtml
    .replace(ASSET_ATTRIBUTE, (_match, attribute: string) => attribute + escapeAttribute(assets))
    .replace(CONFIG_PLACE, (_match, open: string, close: string) => open + toJson(config) + close);
}

// JSON without `<` can neither end its script element nor open a comment in it.
function toJson(config: ExplorerConfig): string {
  return JSON.stringify(config).replaceAll('<', '\\u003c');
}

function escapeAttribute(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

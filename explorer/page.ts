/**
 * What the server knows and the explorer's page needs. It travels as JSON inside the page, so that
 * the built files stay the same for every deployment and no script has to be inline.
 */
export interface ExplorerConfig {
  /** Path of the GraphQL endpoint, on the page's own origin. */
  endpoint: string;
  /** The headers editor of every tab starts with these; an empty value is for the user to fill in. */
  headers: Record<string, string>;
  /** In the demo the key is no secret and the browser may keep it. */
  demo: boolean;
  /** Variables of the ready tabs, by operation name (see tabs.ts); left out, placeholders. */
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
 * The page for one deployment. `assets` is the path that explorer/built is served under, with a
 * trailing slash; everything the page loads later is found relative to its own scripts.
 */
export function renderExplorerPage(
  indexHtml: string,
  config: ExplorerConfig,
  assets = '/explorer/',
): string {
  if (!CONFIG_PLACE.test(indexHtml)) {
    throw new Error('The explorer page has no place for its configuration (#explorer-config).');
  }
  return indexHtml
    .replace(ASSET_ATTRIBUTE, (_match, attribute: string) => attribute + escapeAttribute(assets))
    .replace(CONFIG_PLACE, (_match, open: string, close: string) => open + toJson(config) + close);
}

// JSON without `<` cannot end its script element, nor open a comment in it.
function toJson(config: ExplorerConfig): string {
  return JSON.stringify(config).replaceAll('<', '\\u003c');
}

function escapeAttribute(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

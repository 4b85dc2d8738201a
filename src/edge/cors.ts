/** Apollo Studio and Sandbox run in the browser, on this origin. */
const STUDIO_ORIGIN = 'https://studio.apollographql.com';

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1']);

/** Whether pages of an origin may call the service. */
export function isAllowedOrigin(
  origin: string,
  options: { readonly corsOrigins: readonly string[]; readonly allowLocal: boolean },
): boolean {
  if (origin === STUDIO_ORIGIN || options.corsOrigins.includes(origin)) return true;
  return options.allowLocal && LOCAL_HOSTS.has(URL.parse(origin)?.hostname ?? '');
}

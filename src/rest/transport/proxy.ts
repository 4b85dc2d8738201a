/**
 * The proxy that calls to upstream go through; null for none. Only https is tunnelled: plain http is
 * for upstreams in the same network.
 *
 * @param noProxy hosts reached directly, separated by commas: `*`, `example.com` (its subdomains too), `.example.com`
 */
export function toProxyUrl(
  baseUrl: string,
  proxyUrl: string | null,
  noProxy: string,
): string | null {
  const { protocol, hostname } = new URL(baseUrl);
  if (protocol !== 'https:') return null;
  const isDirect = noProxy
    .split(',')
    .map((host) => host.trim().replace(/^\./, '').toLowerCase())
    .some(
      (host) => host === '*' || hostname === host || (host !== '' && hostname.endsWith(`.${host}`)),
    );
  return isDirect ? null : proxyUrl;
}

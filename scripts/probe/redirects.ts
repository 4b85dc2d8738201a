/**
 * Where a credential may go when a server redirects: to the base's host and its subdomains, over https if
 * the base is; to the other ports of this machine, if the base is on it; to the hosts that are listed.
 */
export function mayFollow(base: string, target: string, listed: readonly string[]): boolean {
  const from = new URL(base);
  const to = new URL(target);
  if (to.username !== '' || to.password !== '') return false;
  if (to.protocol !== 'https:' && !(to.protocol === 'http:' && from.protocol === 'http:')) {
    return false;
  }
  return (
    to.host === from.host ||
    to.hostname.endsWith(`.${from.hostname}`) ||
    (isLoopback(from) && isLoopback(to)) ||
    listed.includes(to.host)
  );
}

export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
}

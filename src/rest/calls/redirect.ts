/** A host that redirects may lead to, in addition to the base URL's host and its subdomains. */
export interface RedirectHost {
  /** As a URL spells it: lower case, IPv6 in brackets. */
  readonly hostname: string;
  /** If null, the scheme's default. */
  readonly port: number | null;
}

export interface RedirectRules {
  /** Upstream's base URL. */
  readonly baseUrl: string;
  readonly redirectHosts: readonly RedirectHost[];
}

/** One response that redirects. */
export interface RedirectFacts {
  /** URL of the original request. */
  readonly requestUrl: string;
  /** URL that responded with the redirect: the same path and query, perhaps on another host. */
  readonly currentUrl: string;
  /** The response's Location header or headers. */
  readonly location: string | readonly string[] | undefined;
  /** Redirects already followed for this request. */
  readonly followed: number;
}

export type RedirectDecision =
  | { readonly kind: 'follow'; readonly url: string }
  /** `reason` names the target's host, for the log. */
  | { readonly kind: 'refuse'; readonly reason: string };

/** A redirect was not followed, so the request was not carried out. */
export class RedirectRefused extends Error {
  override readonly name = 'RedirectRefused';
  readonly status: number;

  constructor(status: number, reason: string) {
    super(`a redirect (${status}) was refused: ${reason}`);
    this.status = status;
  }
}

/** api.tiledb.com redirects once, to a region; the second is for a proxy of the operator's in front of it. */
const MAXIMUM_REDIRECTS = 2;

/** Redirects that are followed with the same method and body; for 301 and 302 that is what TileDB's own clients do. */
export function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 307 || status === 308;
}

/**
 * Decides whether to follow a redirect. The request carries the caller's credential, so it may only go to upstream's own
 * hosts and to configured ones, and only with the same path and query.
 */
export function decideRedirect(facts: RedirectFacts, rules: RedirectRules): RedirectDecision {
  if (typeof facts.location !== 'string') return refuse('it does not name one Location');
  const target = URL.parse(facts.location, facts.currentUrl);
  if (target === null) return refuse('its Location is not a URL');
  const wrong = findFault(target, facts, rules);
  return wrong === null
    ? // The original path, byte for byte: a URL parser might re-encode it.
      { kind: 'follow', url: target.origin + toTarget(facts.requestUrl) }
    : refuse(`to ${target.protocol}//${target.host}, ${wrong}`);
}

function refuse(reason: string): RedirectDecision {
  return { kind: 'refuse', reason };
}

function findFault(target: URL, facts: RedirectFacts, rules: RedirectRules): string | null {
  const base = new URL(rules.baseUrl);
  const asked = new URL(facts.requestUrl);
  if (facts.followed >= MAXIMUM_REDIRECTS) return `after ${facts.followed} redirects`;
  if (target.protocol !== 'https:' && !(target.protocol === 'http:' && base.protocol === 'http:')) {
    return 'which is not https';
  }
  if (target.username !== '' || target.password !== '') return 'with user information';
  if (target.pathname !== asked.pathname || target.search !== asked.search) {
    return 'with another path or query';
  }
  const isAllowed =
    isOfBase(target, base) || rules.redirectHosts.some((host) => isHost(target, host));
  return isAllowed
    ? null
    : 'a host that is neither under the base URL nor in TILEDB_REDIRECT_HOSTS';
}

function isOfBase(target: URL, base: URL): boolean {
  const isItsHost =
    target.hostname === base.hostname || target.hostname.endsWith(`.${base.hostname}`);
  return isItsHost && (target.port === '' || toPort(target) === toPort(base));
}

function isHost(target: URL, { hostname, port }: RedirectHost): boolean {
  return (
    target.hostname === hostname && (port === null ? target.port === '' : toPort(target) === port)
  );
}

/** `URL.port` is empty for the scheme's default port. */
function toPort({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

/** Path and query of a URL without user information. */
function toTarget(url: string): string {
  return url.slice(new URL(url).origin.length);
}

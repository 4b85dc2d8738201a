import { isIP } from 'node:net';

export function parseBoolean(text: string): boolean | undefined {
  if (text === 'true') return true;
  return text === 'false' ? false : undefined;
}

export function parseHttpUrl(text: string): string | undefined {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) ? text : undefined;
}

export function parseBaseUrl(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || parseHttpUrl(text) === undefined) return undefined;
  if (url.username || url.password || url.search || url.hash) return undefined;
  return url.origin + url.pathname.replace(/\/+$/, '');
}

export function parseRedisUrl(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || !/^rediss?:$/.test(url.protocol) || url.hostname === '') return undefined;
  if (!/^\/?\d{0,4}$/.test(url.pathname) || url.search || url.hash) return undefined;
  return isPercentEncoded(`${url.username}:${url.password}`) ? text : undefined;
}

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

export function parseOrigins(text: string): string[] | undefined {
  const origins = splitList(text);
  return origins.every((origin) => parseHttpUrl(origin) && URL.parse(origin)?.origin === origin)
    ? origins
    : undefined;
}

export function parseHosts(text: string): { hostname: string; port: number | null }[] | undefined {
  const hosts = splitList(text).map(parseHost);
  return hosts.every((host) => host !== undefined) ? hosts : undefined;
}

/** A host name or an IP address (IPv6 in brackets) as a URL spells it, with or without a port. */
function parseHost(text: string): { hostname: string; port: number | null } | undefined {
  const [, name = '', port = ''] = /^(.+?)(?::(\d{1,5}))?$/.exec(text) ?? [];
  const url = URL.parse(`http://${name}`);
  if (url === null || url.host !== name.toLowerCase() || /[*%]/.test(name)) return undefined;
  if (port === '') return { hostname: url.hostname, port: null };
  const isPort = Number(port) >= 1 && Number(port) <= 65_535;
  return isPort ? { hostname: url.hostname, port: Number(port) } : undefined;
}

export function parseTrustProxy(text: string): boolean | number | string[] | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  const networks = splitList(text);
  return parseBoolean(text) ?? (networks.every(isNetwork) ? networks : undefined);
}

/** An IP address, or a block of them in CIDR notation. */
function isNetwork(text: string): boolean {
  const [, address = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return bits > 0 && Number(prefix ?? 0) <= bits;
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

export function parseRatio(text: string): number | undefined {
  const value = /^\d(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return value <= 1 ? value : undefined;
}

/** In the format of W3C Baggage, which OpenTelemetry reads. */
export function parsePairs(text: string): string | undefined {
  return splitList(text).every((pair) => /^[^=]+=[^=]*$/.test(pair) && isPercentEncoded(pair))
    ? text
    : undefined;
}

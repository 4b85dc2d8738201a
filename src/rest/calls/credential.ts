import { hash } from 'node:crypto';

/** The caller's credential. It is forwarded to upstream unchanged and goes nowhere else. */
export type Credential =
  | { readonly kind: 'given'; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'missing' }
  /** One header was sent twice, so the intended value is ambiguous. */
  | { readonly kind: 'repeated'; readonly header: string };

/** Upstream's credential headers: an API key, or HTTP Basic. */
const CREDENTIAL_HEADERS = ['x-tiledb-rest-api-key', 'authorization'];

/**
 * Reads the credential from Node's raw header list (name, value, name, value, …),
 * since `IncomingMessage.headers` hides a repeated header. An empty header counts as absent.
 */
export function readCredential(rawHeaders: readonly string[]): Credential {
  const headers: Record<string, string> = {};
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    if (value === '' || !CREDENTIAL_HEADERS.includes(name)) continue;
    if (name in headers) return { kind: 'repeated', header: name };
    headers[name] = value;
  }
  return Object.keys(headers).length === 0 ? { kind: 'missing' } : { kind: 'given', headers };
}

/**
 * Whether the outcome of a call shows that upstream accepts its credential. Upstream answers 404 only to authenticated
 * callers; a 400 or 403 may come from a proxy in front of it that has not checked the credential.
 */
export function isAcceptance(outcome: number | string): boolean {
  return outcome === 404 || (typeof outcome === 'number' && outcome >= 200 && outcome < 300);
}

/**
 * The identities that the credential proves, one for each header. Spellings of one login that upstream may treat as equal
 * (case of the scheme, white space, base64's unused bits, case of the user name) give the same identity.
 */
export function toIdentities(credential: Credential): readonly string[] {
  if (credential.kind !== 'given') return [];
  return Object.entries(credential.headers).map(([header, value]) => {
    if (header !== 'authorization') return `${header} ${value}`;
    const [scheme = '', ...rest] = value.trim().split(/\s+/);
    const token = rest.join(' ');
    return scheme.toLowerCase() === 'basic'
      ? `basic ${foldUserName(Buffer.from(token, 'base64').toString())}`
      : `${scheme.toLowerCase()} ${token}`;
  });
}

const callerKeys = new WeakMap<Credential, string>();

/** A key for the caller, for places that must not hold the credential itself. */
export function toCallerKey(credential: Credential): string {
  const known = callerKeys.get(credential);
  if (known !== undefined) return known;
  const key = hash('sha256', toIdentities(credential).join('\n'), 'base64url');
  callerKeys.set(credential, key);
  return key;
}

/** User names and e-mail addresses are case-insensitive; passwords are not. */
function foldUserName(login: string): string {
  const colon = login.indexOf(':');
  return colon === -1 ? login : login.slice(0, colon).toLowerCase() + login.slice(colon);
}

import { hash } from 'node:crypto';

/** The caller's credential; it goes upstream as it came, and nowhere else. */
export type Credential =
  | { readonly kind: 'given'; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'missing' }
  /** One header sent twice: which of the two is meant cannot be told. */
  | { readonly kind: 'repeated'; readonly header: string };

/** Upstream's credential headers: an API key, or HTTP Basic. */
const CREDENTIAL_HEADERS = ['x-tiledb-rest-api-key', 'authorization'];

/**
 * Reads the credential from Node's raw header list (name, value, name, value, …),
 * since `IncomingMessage.headers` hides a repeated header. An empty header is none.
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
 * Whether the outcome of a call shows that upstream accepts its credential. A 404 is only said to who is known; a 400 or
 * a 403 may come from something in front of upstream that has not looked at the credential.
 */
export function isAcceptance(outcome: number | string): boolean {
  return outcome === 404 || (typeof outcome === 'number' && outcome >= 200 && outcome < 300);
}

/**
 * Who the credential proves its bearer to be, one entry a header. Spellings of one login that upstream may take for
 * the same (the scheme's case, white space, base64's spare bits, the case of the user's name) give the same.
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

/** Names the caller of a credential where nothing may hold the credential itself. */
export function toCallerKey(credential: Credential): string {
  const known = callerKeys.get(credential);
  if (known !== undefined) return known;
  const key = hash('sha256', toIdentities(credential).join('\n'), 'base64url');
  callerKeys.set(credential, key);
  return key;
}

/** A user's name may be an e-mail address, and neither is told apart by case; a password is. */
function foldUserName(login: string): string {
  const colon = login.indexOf(':');
  return colon === -1 ? login : login.slice(0, colon).toLowerCase() + login.slice(colon);
}

/** What the caller proved who they are with; it goes upstream as it came, and nowhere else. */
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

/** A user's name may be an e-mail address, and neither is told apart by case; a password is. */
function foldUserName(login: string): string {
  const colon = login.indexOf(':');
  return colon === -1 ? login : login.slice(0, colon).toLowerCase() + login.slice(colon);
}

/** Shorter parts are no secret worth hiding, and cutting them out would garble ordinary words. */
const SHORTEST_SECRET = 4;

/** Makes a function that cuts the credential out of a text, in case upstream repeats it in an error. */
export function createRedactor(credential: Credential): (text: string) => string {
  if (credential.kind !== 'given') return (text) => text;
  const secrets = Object.values(credential.headers)
    .flatMap(toSecrets)
    .flatMap(toSpellings)
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length);
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);
}

/** The header's value, the part behind its scheme, and what HTTP Basic encodes. */
function toSecrets(value: string): string[] {
  const [scheme = '', token = ''] = value.split(/\s+/, 2);
  if (scheme.toLowerCase() !== 'basic') return [value, token];
  const login = Buffer.from(token, 'base64').toString('latin1');
  return [value, token, login, login.slice(login.indexOf(':') + 1)];
}

/** A header's bytes are read as Latin-1, a body's as UTF-8, and JSON escapes what it quotes. */
function toSpellings(secret: string): string[] {
  const spellings = [secret, Buffer.from(secret, 'latin1').toString()];
  return spellings.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]);
}

import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** A credential; its headers are never printed. */
export interface Credential {
  kind: 'API key' | 'Basic login';
  headers: Readonly<Record<string, string>>;
}

/** The credentials in the environment, or else a key typed in without echo. */
export async function readCredentials(env: NodeJS.ProcessEnv): Promise<Credential[]> {
  const { TILEDB_API_KEY: key, TILEDB_USERNAME: username, TILEDB_PASSWORD: password } = env;
  const found: Credential[] = [];
  if (key) found.push(toKey(key));
  if (username && password) found.push(toLogin(username, password));
  return found.length > 0 ? found : [toKey(await askForKey())];
}

function toKey(key: string): Credential {
  return { kind: 'API key', headers: { 'x-tiledb-rest-api-key': key } };
}

function toLogin(username: string, password: string): Credential {
  const token = Buffer.from(`${username}:${password}`).toString('base64');
  return { kind: 'Basic login', headers: { authorization: `Basic ${token}` } };
}

async function askForKey(): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new Error('Set TILEDB_API_KEY, or TILEDB_USERNAME and TILEDB_PASSWORD.');
  }
  process.stderr.write('API key (not echoed): ');
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: unseen, terminal: true });
  const key = await terminal.question('');
  terminal.close();
  process.stderr.write('\n');
  return key.trim();
}

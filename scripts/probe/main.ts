import { parseArgs } from 'node:util';
import { createAsk } from './ask.ts';
import { readCredentials } from './credentials.ts';
import { observe } from './observe.ts';
import { renderReport } from './report.ts';

const HELP = `Checks this service's assumptions against a TileDB server. Sends about fifteen GETs and changes nothing.

  TILEDB_REST_URL=https://api.tiledb.com npm run probe -- --me NAME --me ADDRESS

  TILEDB_REST_URL                    base URL of the server, without /v1
  TILEDB_API_KEY                     API key; prompted for, without echo, if there is no key and no login
  TILEDB_USERNAME, TILEDB_PASSWORD   a login to try, instead of a key or in addition to it
  TILEDB_REDIRECT_HOSTS              hosts that may receive the credential after a redirect, separated by commas
  --me                               your user name or e-mail address, to recognise invitations sent to you; repeatable
`;

try {
  await main();
} catch (error) {
  process.stderr.write(`${describeFailure(error as Error)}\n`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const options = { help: { type: 'boolean' }, me: { type: 'string', multiple: true } } as const;
  const { values } = parseArgs({ options });
  if (values.help) return void process.stdout.write(HELP);
  const base = toBase(process.env['TILEDB_REST_URL']);
  const credentials = await readCredentials(process.env);
  const redirectHosts = (process.env['TILEDB_REDIRECT_HOSTS'] ?? '').split(',').filter(Boolean);
  const { ask, close } = createAsk();
  try {
    const seen = await observe({ base, credentials, redirectHosts }, ask);
    process.stdout.write(renderReport(seen, values.me ?? []));
    if (seen.list === null) process.exitCode = 1;
  } finally {
    close();
  }
}

function toBase(url: string | undefined): string {
  if (url === undefined || !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new Error('Set TILEDB_REST_URL to an http or https URL, such as https://api.tiledb.com.');
  }
  return url.replace(/\/+$/, '');
}

/** The message names the address and the reason; neither contains a credential. */
function describeFailure(error: Error & { code?: string }): string {
  return error.message || `The server cannot be reached: ${error.code ?? error.name}`;
}

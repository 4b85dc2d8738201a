import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { GraphQLAnswer } from '../support/stack.ts';
import { GATEWAY_NAMES, type GatewayName } from './gateway.ts';

const PROGRAM = fileURLToPath(new URL('main.ts', import.meta.url));

/** What each gateway records of a query over three subgraphs, as the command prints it. */
const TRACES: Readonly<Record<GatewayName, RegExp>> = {
  apollo: toTree(
    'fetch accounts',
    'fetch invitations',
    '  _entities',
    '    status',
    '    target',
    '      array',
  ),
  hive: toTree(
    'POST /graphql',
    '  graphql.operation News',
    '    graphql.execute',
    '      subgraph.execute (accounts)',
    '      subgraph.execute (invitations)',
    '        http.fetch',
  ),
};

describe.each(GATEWAY_NAMES)('npm run supergraph -- %s', (name) => {
  it('prints addresses, a key, a query and a bulk cancel that work, and ends on SIGTERM', async () => {
    const program = start(name);
    const exit = once(program, 'exit');
    const lines = await readUntilReady(program);
    const text = lines.join('\n');
    expect(text).toContain('Demo key: demo-key-ada');
    expect(text).toMatch(TRACES[name]);
    for (const subgraph of ['accounts', 'arrays', 'invitations']) {
      expect(text).toMatch(new RegExp(`^Subgraph ${subgraph}: http://`, 'm'));
    }
    const [first, cancel] = await Promise.all(
      [...text.matchAll(/^curl (\S+) .* -d '(.*)'$/gm)].map(([, url = '', body = '']) =>
        run(url, body),
      ),
    );
    expect(first?.errors).toBeUndefined();
    expect(first?.data.me.username).toBe('ada');
    expect(first?.data.me.news[0].invitation.status).toBe('PENDING');
    expect(cancel?.data.cancelInvitations).toMatchObject({
      cancelledCount: 1,
      results: [{ result: { __typename: 'InvitationCancelled' } }, { result: null }],
    });
    expect(cancel?.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const [, explorer = ''] = /^Explorer: (\S+)/m.exec(text) ?? [];
    expect(await (await fetch(explorer)).text()).toContain('demo-key-ada');
    // The explorer's page calls its own origin.
    const asked = await run(`${explorer}graphql`, '{"query":"{ me { username } }"}');
    expect(asked.data.me.username).toBe('ada');
    program.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  });
});

it('npm run supergraph rejects an unknown gateway', async () => {
  const [code] = await once(start('router'), 'exit');
  expect(code).toBe(2);
});

/** Lines of a tree in this order, each with its duration; others may be between them. */
function toTree(...labels: readonly string[]): RegExp {
  const lines = labels.map(
    (label) => `^  ${label.replace(/[()]/g, '\\$&')} +\\d+\\.\\d\\d ms(  ×\\d+)?$`,
  );
  return new RegExp(lines.join('\\n(?:.*\\n)*?'), 'm');
}

async function run(url: string, body: string): Promise<GraphQLAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tiledb-rest-api-key': 'demo-key-ada' },
    body,
  });
  return (await response.json()) as GraphQLAnswer;
}

function start(gateway: string): ChildProcess {
  const { TILEDB_REST_URL, ...env } = process.env;
  const program = spawn(process.execPath, [PROGRAM, gateway], {
    env: { ...env, PORT: '0', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    program.kill('SIGTERM');
  });
  return program;
}

async function readUntilReady(program: ChildProcess): Promise<string[]> {
  const lines: string[] = [];
  if (program.stdout === null) throw new Error('standard output is a pipe');
  for await (const line of createInterface(program.stdout)) {
    lines.push(line);
    if (line.startsWith('Ready: ')) {
      program.stdout.resume();
      return lines;
    }
  }
  throw new Error(`the program ended early:\n${lines.join('\n')}`);
}

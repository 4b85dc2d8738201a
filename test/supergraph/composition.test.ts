import { type ExecFileException, execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse, print, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { useStack } from '../support/stack.ts';
import { type Composition, composeWithApollo, composeWithGuild } from './compose.ts';
import { readSdl, type Subgraph, toInvitationsSubgraph } from './subgraphs.ts';

const invitations = toInvitationsSubgraph('http://invitations.example');
const accounts = toSubgraph('accounts', readSdl('accounts'));
const arrays = toSubgraph('arrays', readSdl('arrays'));

describe.each([
  ['@apollo/composition', composeWithApollo],
  ['@theguild/federation-composition', composeWithGuild],
])('composition by %s', (_name, compose) => {
  it('composes the service with the subgraphs of other teams without a hint', () => {
    expect(compose([accounts, arrays, invitations]).hints).toEqual([]);
  });

  it('composes the service alone', () => {
    expect(compose([invitations]).hints).toEqual([]);
  });

  it('rejects an owner of Organization with a different key', () => {
    const byUuid = toSubgraph(
      'accounts',
      readSdl('accounts').replace(
        'type Organization @key(fields: "name")',
        'type Organization @key(fields: "uuid")',
      ),
    );
    expect(() => compose([byUuid, arrays, invitations])).toThrow(/do not compose/);
  });

  it('accepts tags from a patch, as docs/platform.md shows', () => {
    const platform = readFileSync(new URL('../../docs/platform.md', import.meta.url), 'utf8');
    const [, patch = ''] = /```graphql\n([^`]*@federation__tag[^`]*)```/.exec(platform) ?? [];
    const tagged = toSubgraph('invitations', `${invitations.sdl}\n${patch}`);
    const { supergraphSdl, hints } = compose([accounts, arrays, tagged]);
    expect(hints).toEqual([]);
    const mutation = /^type Mutation[^{]*/m.exec(supergraphSdl)?.[0];
    // A composer may rename a directive that was not imported.
    expect(mutation).toMatch(/@(federation__)?tag\(name: "internal"\)/);
  });

  it('joins the organization of all three by its name', () => {
    const organization = readType(compose([accounts, arrays, invitations]), 'Organization');
    expect(organization.match(/@join__type\(graph: \w+/g)).toHaveLength(3);
    for (const field of ['uuid', 'members', 'invitations']) expect(organization).toContain(field);
  });
});

describe('an owner that describes what it shares with this service', () => {
  const described = toSubgraph(
    'accounts',
    readSdl('accounts').replace('type User @key', '"Whoever has signed up."\ntype User @key'),
  );

  it('gets one hint, and only descriptions differ', () => {
    const { hints } = composeWithApollo([described, arrays, invitations]);
    expect(hints).toHaveLength(1);
    expect(hints[0]).toMatch(/^INCONSISTENT_DESCRIPTION: Element "User"/);
  });
});

/** Rover's binary has one package per platform; this is the one for CI. */
const ROVER_PACKAGE = '@apollo/rover-linux-x64';
const rover = findRover();
if (rover === null) {
  if (process.env['CI'] === 'true') throw new Error('Rover is missing: npm ci --prefix test/peers');
  console.warn('Rover is not here, so its test is skipped; to get it: npm ci --prefix test/peers');
}

describe.skipIf(rover === null)('rover subgraph introspect', () => {
  // The SDL is for gateways, which production has too; turning introspection off does not affect it.
  const stack = useStack({ env: { INTROSPECTION: 'false' } });

  it('prints the schema of schema.graphql, even with introspection off', async () => {
    const printed = await introspect(`${stack.url}/graphql`);
    expect(toDefinitions(printed)).toEqual(toDefinitions(invitations.sdl));
  });
});

/** Every definition of a schema with its directives, descriptions and field order, except for federation's additions. */
function toDefinitions(sdl: string): string[] {
  const document = visit(parse(sdl), {
    // The printer decides how a string is quoted.
    StringValue: (node) => ({ ...node, block: false }),
  });
  return document.definitions
    .map(print)
    .filter((text) => !FEDERATIONS_OWN.test(text))
    .sort();
}

/** The parts of every subgraph whose names federation reserves. */
const FEDERATIONS_OWN =
  /^(directive @|(scalar|enum|type|union) (_|link__|federation__)|extend type Query {\s*_entities)/;

async function introspect(url: string): Promise<string> {
  const { stdout } = await promisify(execFile)(String(rover), ['subgraph', 'introspect', url], {
    env: { ...process.env, APOLLO_TELEMETRY_DISABLED: 'true', NO_COLOR: '1' },
  }).catch((error: ExecFileException & { stderr: string }) => {
    throw new Error(`rover failed:\n${error.stderr}`, { cause: error });
  });
  return stdout;
}

function findRover(): string | null {
  const path = fileURLToPath(
    new URL(`../peers/node_modules/${ROVER_PACKAGE}/rover`, import.meta.url),
  );
  return existsSync(path) ? path : null;
}

function toSubgraph(name: string, sdl: string): Subgraph {
  return { name, url: `http://${name}.example`, sdl };
}

function readType({ supergraphSdl }: Composition, name: string): string {
  return new RegExp(`^type ${name}\\b[^}]*}`, 'm').exec(supergraphSdl)?.[0] ?? '';
}

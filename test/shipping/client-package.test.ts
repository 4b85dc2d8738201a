import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** The project that uses the package; it provides the peer dependencies. */
const PEERS = ['graphql', '@apollo/client', 'rxjs'];

const PROGRAM = `
import { exhaustive, planInvites, reportOf, toProblem } from 'tiledb-invitations-client';
import { AcceptInvitationDocument, type AcceptInvitationMutation } from 'tiledb-invitations-client';
import { cacheConfig, IdempotencyLink } from 'tiledb-invitations-client/apollo';

const run = planInvites(
  { kind: 'organization', input: { organization: 'acme', role: 'READ_ONLY' } },
  ['a@example.com', 'grace'],
);
const code: string = toProblem(new TypeError('no answer')).code;
console.log(JSON.stringify({
  waiting: reportOf(run).waiting,
  code,
  operation: AcceptInvitationDocument.kind,
  entities: Object.keys(cacheConfig.typePolicies ?? {}),
  link: new IdempotencyLink() instanceof IdempotencyLink,
  words: wordsOf({ __typename: 'InvitationAccepted', invitationId: '1' }),
}));

function wordsOf(outcome: NonNullable<AcceptInvitationMutation['outcome']>): string {
  switch (outcome.__typename) {
    case 'InvitationAccepted':
      return 'accepted';
    case 'InvitationNotFound':
    case 'InvitationRejected':
    case 'InvitationOutcomeUnknown':
      return outcome.message;
    default:
      return exhaustive(outcome, 'something new');
  }
}
`;

/** Leaves a member of the union unhandled. */
const CARELESS = PROGRAM.replace(/ *case .InvitationRejected.:\n/, '');

describe('the package for frontends, when packed and installed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'client-package-'));

  beforeAll(() => {
    const pack = ['pack', '--silent', '--pack-destination', folder];
    const tarball = execFileSync('npm', pack, { cwd: 'client', encoding: 'utf8' }).trim();
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    const install = [
      'install',
      '--prefer-offline',
      '--ignore-scripts',
      '--omit=peer',
      '--no-audit',
    ];
    execFileSync('npm', [...install, `./${tarball}`], { cwd: folder, stdio: 'pipe' });
    for (const peer of PEERS) {
      const place = join(folder, 'node_modules', peer);
      mkdirSync(join(place, '..'), { recursive: true });
      symlinkSync(resolve('node_modules', peer), place);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('runs in Node', () => {
    writeFileSync(join(folder, 'program.ts'), PROGRAM);
    const output = execFileSync(process.execPath, ['program.ts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(JSON.parse(output)).toEqual({
      waiting: ['a@example.com', 'grace'],
      code: 'NETWORK',
      operation: 'Document',
      entities: ['Query', 'Organization'],
      link: true,
      words: 'accepted',
    });
  });

  test('has valid types, which report an unhandled outcome', () => {
    expect(typeErrorsOf([PROGRAM])).toBe('');
    expect(typeErrorsOf([CARELESS])).toContain("not assignable to parameter of type 'never'");
  });

  test('compiles every recipe of docs/frontend.md', () => {
    const blocks = readFileSync('docs/frontend.md', 'utf8').matchAll(/```ts\n(.*?)```/gs);
    const recipes = [...blocks].map(([, code = '']) => code);
    expect(recipes.length).toBeGreaterThan(0);
    expect(typeErrorsOf(recipes)).toBe('');
  });

  function typeErrorsOf(programs: readonly string[]): string {
    const files = programs.map((program, index) => {
      writeFileSync(join(folder, `checked-${index}.ts`), program);
      return `checked-${index}.ts`;
    });
    const tsc = resolve('node_modules/.bin/tsc');
    const flags = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext'];
    const libraries = ['--skipLibCheck', '--lib', 'es2023,dom', '--types', ''];
    try {
      execFileSync(tsc, [...flags, ...libraries, '--allowImportingTsExtensions', ...files], {
        cwd: folder,
        stdio: 'pipe',
        encoding: 'utf8',
      });
      return '';
    } catch (error) {
      return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
    }
  }
});

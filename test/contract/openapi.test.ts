/** emulator/openapi.yaml is derived from TileDB's public documents; these tests check the emulator and the service against it. */
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { type Dialect, type ObservedExchange, startEmulator } from '../../emulator/src/emulator.ts';
import { DEMO_KEY, demoWorld } from '../../emulator/src/world.ts';
import { checkAnswer, checkExchange, checkRequest } from '../support/openapi/check.ts';
import { DOCUMENT_FILE, type Operation, readOperations } from '../support/openapi/document.ts';
import { runStack } from '../support/stack.ts';

const DIALECTS: readonly Dialect[] = ['given', 'current', 'workspaces'];

const VALUES: Readonly<Record<string, string>> = {
  invitation: 'nowhere',
  organization: 'acme',
  namespace: 'acme',
  workspace: 'acme',
  teamspace: 'general',
  array: 's3://bucket/a b',
  group: 'climate/2024',
  group_name: 'climate/2024',
};

const BODIES: Readonly<Record<string, object>> = {
  joinOrganization: { organization_role: 'read_only', invitee_email: ['x@example.com'] },
  shareArrayByInvite: { actions: ['read'], invitee_email: ['x@example.com'] },
  shareGroupByInvite: {
    array_actions: ['read'],
    group_actions: [],
    invitee_email_or_name: ['x@example.com'],
  },
};

/** An emulator with the demo's world, and all violations in its requests and responses. */
async function openChecked(dialect: Dialect) {
  const violations: string[] = [];
  const exchanges: ObservedExchange[] = [];
  const emulator = await startEmulator({
    dialect,
    world: demoWorld(),
    observe(exchange) {
      exchanges.push(exchange);
      violations.push(...checkExchange(exchange));
    },
  });
  onTestFinished(() => emulator.stop());
  const ask = (method: string, target: string, body?: object) =>
    fetch(emulator.url + target, {
      method,
      headers: {
        'x-tiledb-rest-api-key': DEMO_KEY,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  return { emulator, violations, exchanges, ask };
}

function toTarget({ path }: Operation): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(VALUES[name] ?? name));
}

function bodyOf({ id }: Operation): object | undefined {
  return BODIES[id.replace(/InTeamspace$/, '')];
}

test('is valid OpenAPI', async () => {
  const result = await new Validator().validate(DOCUMENT_FILE.pathname);
  expect(result).toEqual({ valid: true });
});

const EMULATED = DIALECTS.flatMap((dialect) =>
  readOperations(dialect)
    .filter(({ isEmulated }) => isEmulated)
    .map((operation) => ({ dialect, operation, id: operation.id })),
);

describe('the emulator', () => {
  it.each(EMULATED)('conforms for $id in the $dialect dialect', async ({ dialect, operation }) => {
    const { emulator, ask, violations } = await openChecked(dialect);
    await ask(operation.method, toTarget(operation), bodyOf(operation));
    expect(emulator.journal[0]?.operation).toBe(operation.id.replace(/InTeamspace$/, ''));
    expect(emulator.journal[0]?.status).toBeLessThan(405);
    expect(violations).toEqual([]);
  });

  it.each(DIALECTS)('conforms for every page of the demo in the %s dialect', async (dialect) => {
    const { ask, violations, exchanges } = await openChecked(dialect);
    for (const page of [1, 2, 3, 99]) {
      await ask('GET', `/v1/invitations?per_page=100&page=${page}&status=PENDING`);
      await ask('GET', `/v1/invitations?per_page=100&page=${page}&orderby=array_name`);
    }
    expect(exchanges).toHaveLength(8);
    expect(violations).toEqual([]);
  });

  const unreachable = EMULATED.filter(({ operation }) => operation.bodySchema !== null).flatMap(
    (each) => [
      { ...each, recipients: ['nobody@bounce.example'] },
      { ...each, recipients: ['x@example.com', 'nobody@bounce.example'] },
    ],
  );

  it.each(unreachable)(
    'conforms for $id in the $dialect dialect with $recipients',
    async ({ dialect, operation, recipients }) => {
      const { ask, violations, emulator } = await openChecked(dialect);
      const body = { ...bodyOf(operation) };
      const key = 'invitee_email' in body ? 'invitee_email' : 'invitee_email_or_name';
      await ask(operation.method, toTarget(operation), { ...body, [key]: recipients });
      const partial = recipients.length > 1 ? 207 : 500;
      expect(emulator.journal[0]?.status).toBe(dialect === 'given' ? 404 : partial);
      expect(violations).toEqual([]);
    },
  );
});

describe('the check of requests', () => {
  const right = {
    method: 'POST',
    target: '/v1/invitations/acme/join',
    contentType: 'application/json',
    body: JSON.stringify(BODIES['joinOrganization']),
  };
  const list = { method: 'GET', target: '/v1/invitations', contentType: '', body: '' };

  it.each([
    ['another path', { ...right, target: '/v1/invitations/acme/joins' }, /no operation/],
    ['another method', { ...right, method: 'PUT' }, /no operation/],
    ['no body', { ...right, body: '' }, /request body/],
    ['no JSON', { ...right, body: '{' }, /request body/],
    ['another content type', { ...right, contentType: 'text/plain' }, /content type "text\/plain"/],
    [
      'an unknown key',
      { ...right, body: '{"organization_role":"owner","invitee_email":["a"],"x":1}' },
      /additionalProperty.*"x"/,
    ],
    [
      'a role in upper case',
      { ...right, body: '{"organization_role":"OWNER","invitee_email":["a"]}' },
      /organization_role/,
    ],
    [
      'no recipients',
      { ...right, body: '{"organization_role":"owner","invitee_email":[]}' },
      /invitee_email/,
    ],
    ['an unexpected body', { ...list, body: '{}' }, /must be empty/],
    ['an unknown parameter', { ...list, target: '/v1/invitations?perPage=1' }, /perPage/],
    ['a page of 0', { ...list, target: '/v1/invitations?page=0' }, /page/],
    ['a page that is no number', { ...list, target: '/v1/invitations?page=x' }, /page/],
    ['a repeated parameter', { ...list, target: '/v1/invitations?page=1&page=1' }, /repeated/],
    ['a negative start', { ...list, target: '/v1/invitations?start=-1' }, /start/],
    ['an empty segment', { ...right, target: '/v1/invitations//join' }, /path parameter/],
    ['a dot for a segment', { ...right, target: '/v1/invitations/%2e%2e/join' }, /path parameter/],
  ])('rejects a request with %s', (_, request, reason) => {
    const problems = checkRequest(request, 'current');
    expect(problems.join('\n')).toMatch(reason);
    expect(problems.join('\n')).toContain(`${request.method} ${request.target}`);
  });

  it('accepts a valid request', () => {
    expect(checkRequest(right, 'current')).toEqual([]);
    expect(checkRequest(list, 'given')).toEqual([]);
  });

  it('accepts a path of another dialect’s family in that dialect', () => {
    const target = '/v1/invitations/acme/general/quarterly/share';
    const body = JSON.stringify(BODIES['shareArrayByInvite']);
    expect(checkRequest({ ...right, target, body }, 'current')).toEqual([]);
  });
});

describe('the check of responses', () => {
  const list = { method: 'GET', target: '/v1/invitations', contentType: '', body: '' };
  const cancel = { ...list, method: 'DELETE', target: '/v1/invitations/i/acme/join' };
  const join = { ...list, method: 'POST', target: '/v1/invitations/acme/join' };
  const json = (status: number, value: unknown) => ({
    status,
    contentType: 'application/json',
    body: JSON.stringify(value),
  });
  const empty = (status: number) => ({ status, contentType: '', body: '' });

  it.each([
    ['an undeclared success', list, empty(204), /204 is not among its answers/],
    ['no body', list, empty(200), /must not be empty/],
    ['a body with a 204', cancel, { ...empty(204), body: '{}' }, /must be empty/],
    ['an unknown key', list, json(200, { invitations: [{ nme: 'x' }] }), /"nme"/],
    ['an unknown type', list, json(200, { invitations: [{ invitation_type: 'X' }] }), /type/],
    [
      'a time with an offset',
      list,
      json(200, { invitations: [{ created_at: '2026-01-01T00:00:00+01:00' }] }),
      /created_at/,
    ],
    ['actions as a list', list, json(200, { invitations: [{ actions: ['read'] }] }), /actions/],
    ['another Error', cancel, json(404, { error: 'x' }), /error/],
    ['HTML', list, { status: 500, contentType: 'text/html', body: '<p>' }, /text\/html/],
    ['the old 404', join, json(404, { invitee_email: ['a'] }), /404/],
  ])('rejects a response with %s', (_, request, answer, reason) => {
    const problems = checkAnswer(request, answer, 'current').join('\n');
    expect(problems).toMatch(reason);
    expect(problems).toContain(`${request.method} ${request.target}`);
  });

  it('rejects a newer field in the given dialect', () => {
    const answer = json(200, { invitations: [{ expires_at: null }] });
    expect(checkAnswer(list, answer, 'current')).toEqual([]);
    expect(checkAnswer(list, answer, 'given').join()).toContain('expires_at');
    expect(checkAnswer(join, json(404, { invitee_email: ['a'] }), 'given')).toEqual([]);
    expect(checkAnswer(join, empty(207), 'given').join()).toContain('207');
  });
});

describe('the stack of a test', () => {
  async function openStack(uuid: string) {
    const world = demoWorld();
    for (const user of world.users) user.uuid = uuid;
    const running = await runStack({ emulator: { world } });
    onTestFinished(running.stop);
    await running.stack.send({ query: '{ invitations { totalCount } }' });
    return running;
  }

  it('checks the requests and responses of the service against the document', async () => {
    const { requireContract } = await openStack('not-a-uuid');
    expect(requireContract).toThrow(
      /GET \/v1\/invitations\?\S+ \(fetchInvitations\): answer 200: body\/invitations\/0\/\w+_uuid/,
    );
    expect(requireContract).not.toThrow();
  });

  it('accepts valid requests and responses', async () => {
    const { stack, requireContract } = await openStack('3a44520f-0000-4000-a000-000000000000');
    expect(stack.emulator.journal).toHaveLength(1);
    expect(requireContract).not.toThrow();
  });
});

import { describe, expect, test } from 'vitest';
import { DEMO_LOGIN } from '../../emulator/src/world.ts';
import { ask, openEmulator, sendBytes } from './support.ts';

function basic(login: string, scheme = 'Basic'): Record<string, string> {
  const token = Buffer.from(login).toString('base64');
  return { 'x-tiledb-rest-api-key': '', authorization: `${scheme} ${token}` };
}

const ADA = `${DEMO_LOGIN.username}:${DEMO_LOGIN.password}`;

describe('a request', () => {
  test.for<[string, number, Record<string, string>]>([
    ['the key', 200, { 'x-tiledb-rest-api-key': 'demo-key-ada' }],
    ['a Basic login', 200, basic(ADA)],
    ['a Basic login in another case of the scheme', 200, basic(ADA, 'basic')],
    ['a Basic login that is not ASCII', 200, basic('zoë:demo-password-zoë')],
    [
      'the key and a wrong login',
      200,
      { ...basic('x:y'), 'x-tiledb-rest-api-key': 'demo-key-ada' },
    ],
    ['a wrong key and a login', 401, { ...basic(ADA), 'x-tiledb-rest-api-key': 'x' }],
    ['a wrong key', 401, { 'x-tiledb-rest-api-key': 'demo-key-Ada' }],
    ['two keys', 401, { 'x-tiledb-rest-api-key': 'demo-key-ada, demo-key-ada' }],
    ['an empty key', 401, { 'x-tiledb-rest-api-key': '' }],
    ['a wrong password', 401, basic('ada:demo-password-grace')],
    ['a login without a password', 401, basic('ada')],
    ['no Base64', 401, { 'x-tiledb-rest-api-key': '', authorization: `Basic ${ADA}` }],
    ['a bearer token', 401, basic(ADA, 'Bearer')],
  ])('with %s gets %i', async ([, status, headers]) => {
    const emulator = await openEmulator();
    expect((await ask(emulator, 'GET /v1/invitations', { headers })).status).toBe(status);
  });

  test('with a 401 gets an Error as its body', async () => {
    const emulator = await openEmulator();
    await ask(emulator, 'GET /v1/invitations');
    const answer = await ask(emulator, 'GET /v1/invitations', { key: 'x' });
    expect(answer.json).toEqual({
      code: 401,
      message: 'Unauthorized',
      request_id: 'req-000002',
    });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      'www-authenticate': expect.stringContaining('Basic'),
    });
  });

  test('is authenticated by every operation before anything else', async () => {
    const emulator = await openEmulator();
    for (const line of [
      'GET /v1/invitations?page=0',
      'POST /v1/invitations/i',
      'POST /v1/invitations/nowhere/join',
      'POST /v1/invitations/n/a/share',
      'POST /v1/invitations/group/n/g/share',
      'DELETE /v1/invitations/i/nowhere/join',
      'DELETE /v1/invitations/i/n/a/share',
      'DELETE /v1/invitations/group/i/n/g/share',
    ]) {
      expect((await ask(emulator, line, { key: 'x' })).status, line).toBe(401);
    }
  });
});

describe('the route', () => {
  test.for<[string, string]>([
    ['GET /v1/invitations', 'fetchInvitations'],
    ['GET /v1/invitations?', 'fetchInvitations'],
    ['POST /v1/invitations/i', 'acceptInvitation'],
    ['POST /v1/invitations/join', 'acceptInvitation'],
    ['POST /v1/invitations/i/join', 'joinOrganization'],
    ['POST /v1/invitations/group/join', 'joinOrganization'],
    ['POST /v1/invitations/n/a/share', 'shareArrayByInvite'],
    ['POST /v1/invitations/group/a/share', 'shareArrayByInvite'],
    ['POST /v1/invitations/group/n/g/share', 'shareGroupByInvite'],
    ['POST /v1/invitations/group/group/group/share', 'shareGroupByInvite'],
    ['DELETE /v1/invitations/i/o/join', 'cancelJoinOrganization'],
    ['DELETE /v1/invitations/i/n/a/share', 'cancelShareArrayByInvite'],
    ['DELETE /v1/invitations/group/n/a/share', 'cancelShareArrayByInvite'],
    ['DELETE /v1/invitations/group/i/n/g/share', 'cancelShareGroupByInvite'],
  ])('%s is %s', async ([line, operation]) => {
    const emulator = await openEmulator();
    await ask(emulator, line);
    expect(emulator.journal[0]?.operation).toBe(operation);
  });

  test.for([
    'GET /v1',
    'GET http://localhost/v1/invitations',
    'GET /v2/invitations',
    'GET /V1/invitations',
    'GET /v1/Invitations',
    'GET /v1/invitation%73',
    'POST /v1/invitations/share_payment/ada',
    'POST /v1/invitations/n/a/unshare',
    'POST /v1/invitations/n/a/b/c/d/share',
    'DELETE /v1/invitations/%67roup/i/n/g/share',
  ])('%s is unknown, with a body that is not an Error', async (line) => {
    const emulator = await openEmulator();
    expect(await ask(emulator, line)).toMatchObject({ status: 404, body: '' });
    expect(emulator.journal[0]).toMatchObject({ operation: null, status: 404 });
  });

  test.for<[string, string]>([
    ['POST /v1/invitations', 'GET'],
    ['PUT /v1/invitations', 'GET'],
    ['GET /v1/invitations/i', 'POST'],
    ['DELETE /v1/invitations/i', 'POST'],
    ['DELETE /v1/invitations/o/join', 'POST'],
    ['POST /v1/invitations/i/o/join', 'DELETE'],
    ['PATCH /v1/invitations/n/a/share', 'POST'],
    ['GET /v1/invitations/group/n/g/share', 'DELETE, POST'],
    ['OPTIONS /v1/invitations/group/i/n/g/share', 'DELETE'],
  ])('%s allows only %s', async ([line, allow]) => {
    const emulator = await openEmulator();
    const answer = await ask(emulator, line);
    expect(answer.status).toBe(405);
    expect(answer.headers['allow']).toBe(allow);
    expect(answer.json).toMatchObject({ code: 405 });
  });

  test('includes the prefix in every path', async () => {
    const emulator = await openEmulator({ prefix: '/tiledb' });
    expect(emulator.url).toMatch(/\/tiledb$/);
    expect((await ask(emulator, 'GET /tiledb/v1/invitations')).status).toBe(200);
    expect((await ask(emulator, 'GET /v1/invitations')).status).toBe(404);
    expect((await ask(emulator, 'GET /tiledbs/v1/invitations')).status).toBe(404);
  });
});

describe('a path', () => {
  test.for([
    '"',
    '<',
    '>',
    '\\',
    '^',
    '`',
    '{',
    '|',
    '}',
    '[',
    ']',
    '#',
    'Z\u00fcrich',
    '%',
    '%2',
    '%zz',
    '%ff',
    '%C3',
    '%ED%A0%80',
    '%00',
    '%0A',
    '%7F',
    '.',
    '..',
    '%2e',
    '%2E%2e',
    '.%2e',
    '',
  ])('is rejected with the segment %j', async (segment) => {
    const emulator = await openEmulator();
    const answer = await ask(emulator, `POST /v1/invitations/ada/${segment}/share`);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ code: 400, request_id: 'req-000001' });
    expect(emulator.journal[0]).toMatchObject({ operation: null, status: 400 });
  });

  test('has an empty segment after a trailing slash', async () => {
    const emulator = await openEmulator();
    expect((await ask(emulator, 'GET /v1/invitations/')).status).toBe(400);
  });

  test.for([
    ["!$&'()*+,;=:@-._~", "!$&'()*+,;=:@-._~"],
    ['s3%3A%2F%2Fbucket%2Fa%20b', 's3://bucket/a b'],
    ['%25', '%'],
    ['%252F', '%2F'],
    ['%23%3F', '#?'],
    ['Z%C3%BCrich%2F%E6%97%A5%E6%9C%AC', 'Zürich/日本'],
    ['%f0%9f%a7%ac', '🧬'],
    ['...', '...'],
    ['%252e%252e', '%2e%2e'],
  ])('decodes the segment %s once, to %s', async ([segment, array]) => {
    const emulator = await openEmulator();
    await ask(emulator, `POST /v1/invitations/ada/${segment}/share`, {
      body: { actions: ['read'], invitee_email: ['x@example.com'] },
    });
    expect(emulator.world.invitations).toMatchObject([{ array }]);
  });

  test.for<[string, string]>([
    ['a raw space', 'POST /v1/invitations/ada/a b/share HTTP/1.1\r\n'],
    ['raw UTF-8', 'POST /v1/invitations/ada/日本/share HTTP/1.1\r\n'],
    ['raw UTF-8 in the query', 'GET /v1/invitations?array=日本 HTTP/1.1\r\n'],
  ])('is rejected with %s', async ([, line]) => {
    const emulator = await openEmulator();
    const answer = await sendBytes(
      emulator,
      `${line}Host: localhost\r\nConnection: close\r\nX-TILEDB-REST-API-KEY: demo-key-ada\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"request_id":"req-000001"');
    expect(emulator.journal).toHaveLength(1);
    expect(emulator.journal[0]?.method).toBe(line.split(' ', 1)[0]);
  });
});

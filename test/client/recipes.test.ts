import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createExecute, type Execute } from '../../client/src/execute.ts';
import { InvitationsPageDocument } from '../../client/src/generated/operations.ts';
import { addInvitation, BOUNCING_DOMAIN, DEMO_KEY, emptyWorld } from '../../emulator/src/world.ts';
import { useStack } from '../support/stack.ts';

const PACKAGE = /from 'tiledb-invitations-client(\/apollo)?'/g;
const FORTY = Array.from({ length: 40 }, (_, index) => `person${index}@example.com`);

/** Selects what docs/frontend.md shows of a response. */
const CANCEL_BOTH = `mutation ($cancelHandles: [ID!]!) {
  cancelInvitations(input: { cancelHandles: $cancelHandles }) {
    cancelledCount
    results { result { __typename } }
  }
}`;

/** The functions of docs/frontend.md, run as shown. */
describe('the recipes of docs/frontend.md', () => {
  const stack = useStack({ emulator: { world: smallWorld() } });
  // Inside the project, so that the recipes resolve their imports, in a folder that git ignores.
  mkdirSync('coverage', { recursive: true });
  const folder = mkdtempSync(resolve('coverage/recipes-'));
  // biome-ignore lint/suspicious/noExplicitAny: what a document shows has no types here
  const shown: Record<string, (...values: any[]) => any> = {};
  const run = (name: string, ...values: unknown[]) => {
    const recipe = shown[name];
    if (recipe === undefined) throw new Error(`docs/frontend.md does not show ${name}`);
    return recipe(...values);
  };
  let execute: Execute;

  beforeAll(async () => {
    execute = createExecute({
      url: `${stack.url}/graphql`,
      headers: { 'x-tiledb-rest-api-key': DEMO_KEY },
    });
    const blocks = readFileSync('docs/frontend.md', 'utf8').matchAll(/```ts\n(.*?)```/gs);
    for (const [index, [, code = '']] of [...blocks].entries()) {
      const path = join(folder, `recipe-${index}.ts`);
      writeFileSync(
        path,
        code.replaceAll(PACKAGE, (_, part = '') => `from '${sourceOf(part)}'`),
      );
      Object.assign(shown, await import(pathToFileURL(path).href));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('are all tested here', () => {
    expect(Object.keys(shown).sort()).toEqual(
      [
        'accept',
        'badges',
        'cancelThese',
        'countOpen',
        'createClient',
        'expiringSoon',
        'firstPage',
        'notInvited',
        'plan',
        'send',
        'whileVisible',
      ].sort(),
    );
  });

  test('read a first page without a library', async () => {
    const [, code = ''] = /```js\n(.*?)```/s.exec(readFileSync('docs/frontend.md', 'utf8')) ?? [];
    const path = join(folder, 'first-request.js');
    writeFileSync(path, code.replace('http://127.0.0.1:4000', stack.url));
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    onTestFinished(() => log.mockRestore());
    await import(pathToFileURL(path).href);
    expect(log.mock.calls).toEqual([
      [
        [
          expect.objectContaining({ email: 'ada@example.com' }),
          expect.anything(),
          expect.anything(),
        ],
        undefined,
      ],
    ]);
  });

  test('read a first page with plain fetch, and through Apollo Client', async () => {
    const page = await run('firstPage', `${stack.url}/graphql`, DEMO_KEY);
    expect(page).toHaveLength(8);
    const { execute: throughApollo } = run('createClient', `${stack.url}/graphql`, DEMO_KEY);
    const answer = await throughApollo(InvitationsPageDocument, {});
    expect(answer.data.invitations.totalCount).toBe(8);
  });

  test('report how an accept ended', async () => {
    const { id } = invitationOf('ada@example.com');
    expect(await run('accept', execute, id)).toBe('Accepted');
    expect(await run('accept', execute, invitationOf('reader0@example.com').id)).toBe(
      'INVITATION_NOT_FOUND',
    );
  });

  test('count invitations for badges, one row per list', async () => {
    expect(await run('badges', execute, 'acme')).toEqual({ pending: 6, accepted: 1 });
    const sizes = stack.emulator.journal.map(({ query }) => query['per_page']);
    expect(sizes).toEqual(['1', '1']);
  });

  test('count the invitations that have not expired', async () => {
    expect(await run('countOpen', execute, 'acme')).toBe(6);
    const world = stack.emulator.world;
    const expired = {
      type: 'JOIN_ORGANIZATION',
      role: 'read_only',
      owner: 'acme',
      from: 'ada',
    } as const;
    addInvitation(world, { ...expired, to: 'expired@example.com', hoursAgo: 24 * 30 });
    expect(await run('badges', execute, 'acme')).toMatchObject({ pending: 7 });
    expect(await run('countOpen', execute, 'acme')).toBe(6);
  });

  test('poll only while the page is visible', () => {
    const page = Object.assign(new EventTarget(), { visibilityState: 'hidden' });
    let count = 0;
    const stop = run('whileVisible', page, () => count++);
    page.dispatchEvent(new Event('visibilitychange'));
    expect(count).toBe(0);
    page.visibilityState = 'visible';
    page.dispatchEvent(new Event('visibilitychange'));
    expect(count).toBe(1);
    stop();
    page.dispatchEvent(new Event('visibilitychange'));
    expect(count).toBe(1);
  });

  test('find invitations in the whole list that expire soon', async () => {
    const soon = await run('expiringSoon', execute, 3);
    expect(soon.map(({ email }: { email: string }) => email)).toEqual(['old@example.com']);
  });

  test('cancel five invitations, and report why one failed', async () => {
    const { data } = await execute(InvitationsPageDocument, { filter: { organization: 'acme' } });
    const readers = data?.invitations?.nodes.filter(({ email }) => email?.startsWith('reader'));
    const handles = readers?.map(({ cancelHandle }) => cancelHandle) ?? [];
    expect(handles).toHaveLength(5);
    const { invitations } = stack.emulator.world;
    invitations.splice(invitations.indexOf(invitationOf('reader2@example.com')), 1);
    const done: number[] = [];
    const failed = await run('cancelThese', execute, handles, (count: number) => done.push(count));
    expect([...failed.keys()]).toEqual([handles[2]]);
    expect(failed.get(handles[2])).toMatchObject({ code: 'INVITATION_NOT_FOUND' });
    expect(done.at(-1)).toBe(4);
  });

  test('report a handle that the user may not use as FORBIDDEN, with the error that is shown', async () => {
    const { data } = await execute(InvitationsPageDocument, {});
    const handleOf = (recipient: string) =>
      data?.invitations?.nodes.find(({ email }) => email === recipient)?.cancelHandle;
    const cancelHandles = [handleOf('reader0@example.com'), handleOf('ada@example.com')];
    const [, theirs] = cancelHandles;
    const failed = await run('cancelThese', execute, [theirs], () => undefined);
    expect(failed.get(theirs)).toMatchObject({ code: 'FORBIDDEN', isRetryable: false });

    const answer = await stack.send({ query: CANCEL_BOTH, variables: { cancelHandles } });
    const errors = answer.errors?.map(({ message, path, extensions }) => {
      const { code, retryable } = extensions;
      return { message, path, extensions: { code, retryable, requestId: '…' } };
    });
    const [, json = ''] = /```json\n(.*?)```/s.exec(readFileSync('docs/frontend.md', 'utf8')) ?? [];
    expect(JSON.parse(json)).toEqual({ data: answer.data, errors });
  });

  test('invite forty people, resume after a lost response, and email nobody twice', async () => {
    const pasted = ['Grace <grace@example.org>', ...FORTY, `lost@${BOUNCING_DOMAIN}`].join('\n');
    stack.emulator.inject({
      operation: 'joinOrganization',
      skip: 1,
      times: 1,
      behaviour: { kind: 'cut', when: 'after-handling' },
    });
    const first = await run('send', execute, run('plan', 'acme', pasted));
    expect(first.run.problem).toMatchObject({ isUncertain: true });
    const { reached, failed, unknown, waiting } = await run('send', execute, first.run);
    expect(unknown).toEqual(FORTY.slice(9, 19));
    expect(failed).toEqual([`lost@${BOUNCING_DOMAIN}`]);
    expect(waiting).toEqual([]);
    expect([...reached, ...unknown].sort()).toEqual(['grace@example.org', ...FORTY].sort());
    const arrived = stack.emulator.world.invitations.map(({ recipient }) => recipient);
    expect(new Set(arrived).size).toBe(arrived.length);
  });

  test('invite those in doubt after an outage who were not invited', async () => {
    const before = stack.emulator.world.invitations.length;
    stack.emulator.inject({
      operation: 'joinOrganization',
      times: 1,
      behaviour: { kind: 'answer', status: 503 },
    });
    const first = await run('send', execute, run('plan', 'acme', FORTY.slice(0, 12).join('\n')));
    const { unknown, waiting } = await run('send', execute, first.run);
    expect(unknown).toEqual(FORTY.slice(0, 10));
    expect(waiting).toEqual([]);
    const asked = [...unknown, 'reader0@example.com', 'linus@example.com'];
    const missing = await run('notInvited', execute, 'acme', asked);
    expect(missing).toEqual(unknown);
    const { reached } = await run('send', execute, run('plan', 'acme', missing.join('\n')));
    expect(reached).toEqual(unknown);
    expect(stack.emulator.world.invitations).toHaveLength(before + 12);
  });

  function invitationOf(recipient: string) {
    const found = stack.emulator.world.invitations.find((one) => one.recipient === recipient);
    if (found === undefined) throw new Error(`nothing for ${recipient}`);
    return found;
  }
});

function sourceOf(part: string): string {
  return pathToFileURL(resolve('client/src', part.slice(1), 'index.ts')).href;
}

/** Eight invitations that Ada sees: one for her, six pending at acme (one expires soon), one accepted there. */
function smallWorld() {
  const world = emptyWorld();
  const join = { type: 'JOIN_ORGANIZATION', role: 'read_only' } as const;
  const acme = { ...join, owner: 'acme', from: 'ada' };
  addInvitation(world, { ...join, owner: 'lab', to: 'ada@example.com', hoursAgo: 1 });
  for (let index = 0; index < 5; index++) {
    addInvitation(world, { ...acme, to: `reader${index}@example.com`, hoursAgo: 2 + index });
  }
  addInvitation(world, { ...acme, to: 'old@example.com', hoursAgo: 24 * 5 });
  addInvitation(world, { ...acme, to: 'linus@example.com', hoursAgo: 24 * 6, acceptedBy: 'linus' });
  return world;
}

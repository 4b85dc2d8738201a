import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  addInvitation,
  BOUNCING_DOMAIN,
  DEMO_KEY,
  emptyWorld,
  type World,
} from '../../emulator/src/world.ts';
import { useStack } from '../support/stack.ts';
import { describeInBrowser, useBrowser } from './browser.ts';
import { AXE, serveInbox } from './inbox-page.ts';

const ARRAYS = 50;

describeInBrowser('the example inbox', () => {
  const stack = useStack({ emulator: { world: busyWorld() } });
  const open = useBrowser();
  let inbox: Awaited<ReturnType<typeof serveInbox>>;

  beforeAll(async () => {
    inbox = await serveInbox(`${stack.url}/graphql`, DEMO_KEY);
  });
  afterAll(() => inbox?.stop());

  async function openInbox(options: { colorScheme?: 'light' | 'dark' } = {}): Promise<Page> {
    const { page } = await open(inbox.url, { origins: [stack.url], ...options });
    return page;
  }

  test('lists what is pending, and pages through it by number', async () => {
    const page = await openInbox();
    await waitForNames(page, ['Zürich Genomics', 'acme', ...arrays(1, 8)]);
    await page.getByRole('button', { name: 'Next' }).click();
    await waitForNames(page, arrays(9, 18));
    await page.getByRole('button', { name: 'Page 6' }).click();
    await waitForNames(page, arrays(49, 50));
    expect(await page.getByRole('button', { name: 'Next' }).isDisabled()).toBe(true);
  });

  test('filters by status and by type', async () => {
    const page = await openInbox();
    await page.getByLabel('Type').selectOption('Organization');
    await waitForNames(page, ['Zürich Genomics', 'acme']);
    await page.getByText('Accepted', { exact: true }).click();
    await waitForNames(page, ['group']);
  });

  test('accepts, and shows the page as it is then', async () => {
    const page = await openInbox();
    await page.getByRole('button', { name: 'Accept Zürich Genomics' }).click();
    await page.getByText('Accepted: Zürich Genomics is yours to use now.').waitFor();
    await waitForNames(page, ['acme', ...arrays(1, 9)]);
  });

  test('shows an acceptance in place where the list goes on to hold it', async () => {
    const page = await openInbox();
    await page.getByText('Endless').click();
    await page.getByText('All', { exact: true }).click();
    await page.getByRole('button', { name: 'Accept Zürich Genomics' }).click();
    const row = page.getByRole('listitem').filter({ hasText: 'Zürich Genomics' });
    await row.getByText('accepted', { exact: true }).waitFor();
  });

  test('skips nothing in the endless list behind an invitation that was accepted', async () => {
    const page = await openInbox();
    await page.getByText('Endless').click();
    await page.getByText('20 of 52 invitations').waitFor();
    await page.getByRole('button', { name: 'Accept Zürich Genomics' }).click();
    await page.getByText('19 of 51 invitations').waitFor();
    await scrollToTheEnd(page, 51);
    await waitForNames(page, ['acme', ...arrays(1, ARRAYS)]);
  });

  test('loads the endless list anew when somebody else has changed it', async () => {
    const page = await openInbox();
    await page.getByText('Endless').click();
    await page.getByText('20 of 52 invitations').waitFor();
    stack.emulator.world.invitations.splice(5, 1);
    await scrollToTheEnd(page, 51);
    await waitForNames(page, namesOf(stack.emulator.world));
  });

  test('takes an invitation back, once it is told where the array is', async () => {
    const page = await openInbox();
    await page.getByRole('button', { name: 'Cancel array 1', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Namespace').fill('acme');
    await dialog.getByRole('button', { name: 'Take it back' }).click();
    await dialog.getByText('This invitation is gone.').waitFor();
    await dialog.getByLabel('Namespace').fill('ada');
    await dialog.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('Taken back: the invitation to array 1.').waitFor();
    await waitForNames(page, ['Zürich Genomics', 'acme', ...arrays(2, 9)]);
  });

  test('says exactly who was not reached, and asks again for them alone', async () => {
    const page = await openInbox();
    await page.getByRole('button', { name: 'Invite…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Organization', { exact: true }).last().fill('acme');
    await dialog
      .getByLabel('Who')
      .fill(`new@example.com, lost@${BOUNCING_DOMAIN}\nother@example.com`);
    await dialog.getByRole('button', { name: 'Send invitations' }).click();

    const reached = dialog.getByRole('region', { name: 'Sent to 2 recipients' });
    expect(await reached.getByRole('listitem').allTextContents()).toEqual([
      'new@example.com',
      'other@example.com',
    ]);
    const failed = dialog.getByRole('region', { name: 'Not reached: 1 recipient' });
    expect(await failed.getByRole('listitem').allTextContents()).toEqual([
      `lost@${BOUNCING_DOMAIN}`,
    ]);

    await dialog.getByRole('button', { name: 'Correct and try only these again' }).click();
    await dialog.getByRole('button', { name: 'Send invitations' }).click();
    await dialog.getByText('The invitation reached nobody.').waitFor();
    const sent = stack.emulator.journal.filter(({ operation }) => operation === 'joinOrganization');
    expect(sent.map(({ body }) => JSON.parse(body).invitee_email)).toEqual([
      ['new@example.com', `lost@${BOUNCING_DOMAIN}`, 'other@example.com'],
      [`lost@${BOUNCING_DOMAIN}`],
    ]);
  });

  test('warns of mailing twice when nobody says who was not reached', async () => {
    stack.emulator.dialect = 'given';
    const page = await openInbox();
    await page.getByRole('button', { name: 'Invite…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Organization', { exact: true }).last().fill('acme');
    await dialog.getByLabel('Who').fill(`new@example.com lost@${BOUNCING_DOMAIN}`);
    await dialog.getByRole('button', { name: 'Send invitations' }).click();
    await dialog.getByText('asking again would mail them twice').waitFor();
    stack.emulator.dialect = 'current';
  });

  test('has the right words during an outage, and recovers from it', async () => {
    stack.emulator.inject({ behaviour: { kind: 'answer', status: 503 } });
    const page = await openInbox();
    await page.getByRole('alert').getByText('TileDB is not available right now.').waitFor();
    stack.emulator.reset();
    await page.getByRole('button', { name: 'Try again' }).click();
    await waitForNames(page, ['Zürich Genomics', 'acme', ...arrays(1, 8)]);
  });

  test('says that a change whose answer was lost may have been made', async () => {
    const page = await openInbox();
    stack.emulator.inject({
      operation: 'acceptInvitation',
      behaviour: { kind: 'cut', when: 'after-handling' },
    });
    await page.getByRole('button', { name: 'Accept Zürich Genomics' }).click();
    await page.getByText('It may have worked all the same').waitFor();
  });

  test('shows that it is waiting for a slow answer', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    stack.emulator.inject({ times: 1, behaviour: { kind: 'hold', until: promise } });
    const page = await openInbox();
    await page.getByRole('progressbar', { name: 'Loading' }).waitFor();
    await page.getByText('Loading takes longer than usual.').waitFor();
    resolve();
    await waitForNames(page, ['Zürich Genomics', 'acme', ...arrays(1, 8)]);
  });

  test('tells a wrong key and a lost connection from an outage', async () => {
    const page = await openInbox();
    await page.getByLabel('API key').fill('not-a-key');
    await page.getByRole('button', { name: 'Use' }).click();
    await page.getByText('TileDB does not know this API key.').waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('No connection.').waitFor();
  });

  test.each(['light', 'dark'] as const)('has no barrier that axe finds, in %s', async (scheme) => {
    const page = await openInbox({ colorScheme: scheme });
    await page.getByRole('listitem').first().waitFor();
    await page.addScriptTag({ path: AXE });
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Invite…' }).click();
    await page.getByText('Group', { exact: true }).last().click();
    expect(await findBarriers(page)).toEqual([]);
  });
});

/** What Ada sees: 50 arrays of hers, three memberships, one of them accepted; the newest first. */
function busyWorld(): World {
  const world = emptyWorld();
  const join = { type: 'JOIN_ORGANIZATION', role: 'read_only' } as const;
  addInvitation(world, { ...join, owner: 'Zürich Genomics', to: 'ada@example.com', hoursAgo: 1 });
  addInvitation(world, { ...join, owner: 'acme', to: 'new@example.com', hoursAgo: 2 });
  addInvitation(world, {
    ...join,
    owner: 'group',
    to: 'old@example.com',
    hoursAgo: 200,
    acceptedBy: 'grace',
  });
  for (const [index, array] of arrays(1, ARRAYS).entries()) {
    const to = `reader${index}@example.com`;
    addInvitation(world, { type: 'ARRAY_SHARE', owner: 'ada', to, array, hoursAgo: 3 + index });
  }
  return world;
}

function arrays(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `array ${first + index}`);
}

function namesOf(world: World): string[] {
  return world.invitations
    .filter(({ acceptance }) => acceptance === null)
    .map((invitation) => (invitation.type === 'ARRAY_SHARE' ? invitation.array : invitation.owner));
}

async function waitForNames(page: Page, names: string[]): Promise<void> {
  const rows = page.getByRole('listitem').getByTestId('name');
  await expect.poll(() => rows.allTextContents(), { timeout: 15_000 }).toEqual(names);
}

async function scrollToTheEnd(page: Page, count: number): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.mouse.wheel(0, 10_000);
        return page.getByRole('listitem').count();
      },
      { timeout: 15_000 },
    )
    .toBe(count);
}

async function findBarriers(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    'axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))',
  );
}

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addInvitation, emptyWorld, type World } from '../../emulator/src/world.ts';
import { findBarriers } from './barriers.ts';
import { describeInBrowser } from './browser.ts';
import { useInbox, waitForNames } from './inbox-page.ts';

const READERS = 50;
const ZURICH = 'Zürich Genomics';

describeInBrowser('the example inbox', () => {
  const { stack, open } = useInbox(busyWorld());

  describe('the list', () => {
    test('shows the user’s invitations first, and their first button works', async () => {
      const page = await open();
      await waitForNames(page, [ZURICH]);
      await page
        .getByRole('button', { name: /^Accept/ })
        .first()
        .click();
      await page.getByText(`Accepted: you can use ${ZURICH} now.`).waitFor();
      await page.getByText('No pending invitations for you.').waitFor();
    });

    test('offers the one possible action for each invitation', async () => {
      const page = await open('?view=all');
      const mine = page.getByRole('listitem').filter({ hasText: ZURICH });
      const others = page.getByRole('listitem').filter({ hasText: 'new@example.com' });
      await mine.getByRole('button', { name: 'Accept' }).waitFor();
      expect(await mine.getByRole('button', { name: 'Cancel' }).count()).toBe(0);
      await others.getByRole('button', { name: 'Cancel' }).waitFor();
      expect(await others.getByRole('button', { name: 'Accept' }).count()).toBe(0);
    });

    test('shows the number of invitations per status at the top', async () => {
      const page = await open('?view=all');
      await page.getByRole('radio', { name: 'For you 1' }).waitFor();
      for (const name of ['Pending 53', 'Expired 1', 'Accepted 1']) {
        await page.getByRole('radio', { name }).waitFor();
      }
    });

    test('keeps page, filters, order and search in the address', async () => {
      const page = await open('?view=all');
      await waitForNames(page, [ZURICH, 'new@example.com', ...readers(0, 22)]);
      await page.getByRole('button', { name: 'Next' }).click();
      await waitForNames(page, readers(23, 47));
      expect(await page.evaluate('document.activeElement.tagName')).toBe('H2');
      await page.reload();
      await waitForNames(page, readers(23, 47));

      await page.getByLabel('Type').selectOption('Organization');
      await waitForNames(page, [ZURICH, 'new@example.com', 'late@example.com']);
      await page.getByLabel('Organization', { exact: true }).selectOption('acme');
      await page.getByLabel('Sort by').selectOption('Date');
      await page.reload();
      await waitForNames(page, ['new@example.com', 'late@example.com']);
      await page.getByRole('searchbox').fill('LATE@');
      await waitForNames(page, ['late@example.com']);
      const { searchParams } = new URL(page.url());
      expect(Object.fromEntries(searchParams)).toEqual({
        view: 'all',
        type: 'JOIN_ORGANIZATION',
        organization: 'acme',
        order: 'TIMESTAMP',
        search: 'LATE@',
      });
    });

    test('explains why a list is empty, and offers a way out', async () => {
      const page = await open('?view=all&search=nobody-at-all');
      await page.getByText('No pending invitation matches.').waitFor();
      await page.getByRole('button', { name: 'Clear search and filters' }).click();
      await waitForNames(page, [ZURICH, 'new@example.com', ...readers(0, 22)]);
    });

    test('offers to invite again when an invitation has expired', async () => {
      const page = await open('?view=all&status=expired');
      await waitForNames(page, ['late@example.com']);
      await page.getByRole('button', { name: /^Invite again/ }).click();
      const dialog = page.getByRole('dialog');
      expect(await dialog.getByLabel('Organization', { exact: true }).last().inputValue()).toBe(
        'acme',
      );
      expect(await dialog.getByLabel('Who').inputValue()).toBe('late@example.com');
    });
  });

  describe('one invitation', () => {
    test('can be cancelled without typing', async () => {
      const page = await open('?view=all');
      await page.getByRole('button', { name: 'Cancel invitation to acme, for new@' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      expect(await dialog.getByRole('textbox').count()).toBe(0);
      await dialog.getByRole('button', { name: 'Cancel invitation' }).click();
      await page.getByText('Cancelled the invitation of new@example.com to acme.').waitFor();
      await waitForNames(page, [ZURICH, ...readers(0, 23)]);
    });

    test('can be cancelled with the user’s name as the first guess where the list does not name the owner', async () => {
      const page = await open('?view=all');
      await page.getByRole('button', { name: 'for reader0@' }).click();
      const dialog = page.getByRole('dialog');
      expect(await dialog.getByLabel('Namespace').inputValue()).toBe('ada');
      await dialog.getByLabel('Namespace').fill('acme');
      await dialog.getByRole('button', { name: 'Cancel invitation' }).click();
      await dialog.getByText('Is this the right namespace?').waitFor();
      await dialog.getByLabel('Namespace').fill('ada');
      await dialog.getByRole('button', { name: 'Cancel invitation' }).click();
      await page.getByText('Cancelled the invitation of reader0@example.com').waitFor();
    });

    test('is shown as accepted when the response to its accept was lost', async () => {
      const page = await open();
      stack.emulator.inject({
        operation: 'acceptInvitation',
        behaviour: { kind: 'cut', when: 'after-handling' },
      });
      await page.getByRole('button', { name: /^Accept/ }).click();
      await page.getByText('TileDB’s response was lost, but it worked.').waitFor();
      await page.getByText('No pending invitations for you.').waitFor();
    });

    test('is shown as pending when its accept was lost', async () => {
      const page = await open();
      stack.emulator.inject({
        operation: 'acceptInvitation',
        behaviour: { kind: 'cut', when: 'before-answer' },
      });
      await page.getByRole('button', { name: /^Accept/ }).click();
      await page.getByText('It did not work: the invitation is still pending.').waitFor();
    });
  });

  describe('many invitations', () => {
    test('can be cancelled and accepted together, with a result per row', async () => {
      const page = await open('?view=all&type=JOIN_ORGANIZATION');
      await waitForNames(page, [ZURICH, 'new@example.com', 'late@example.com']);
      for (const box of await page.getByRole('checkbox', { name: /^Select/ }).all())
        await box.check();
      // Another user was faster.
      const { invitations } = stack.emulator.world;
      invitations.splice(
        invitations.findIndex(({ recipient }) => recipient === 'late@example.com'),
        1,
      );

      await page.getByRole('button', { name: 'Cancel 2 invitations' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Cancel 2 invitations' }).click();
      await dialog.getByRole('heading', { name: 'Cancelled 1 of 2 invitations' }).waitFor();
      const results = await dialog.getByRole('listitem').allTextContents();
      expect(results[0]).toContain('✓ Cancelled');
      expect(results[1]).toContain('This invitation cannot be found.');
      await dialog.getByRole('button', { name: 'Done' }).click();
      await waitForNames(page, [ZURICH]);

      await page.getByRole('checkbox', { name: /^Select/ }).check();
      await page.getByRole('button', { name: 'Accept 1' }).click();
      await dialog.getByRole('button', { name: 'Accept 1 invitation' }).click();
      await dialog.getByText('✓ Accepted').waitFor();
    });

    test('can be tried again after a pause that TileDB requests', async () => {
      const page = await open('?view=all&type=JOIN_ORGANIZATION');
      await waitForNames(page, [ZURICH, 'new@example.com', 'late@example.com']);
      for (const name of ['new@', 'late@']) {
        await page.getByRole('checkbox', { name: `for ${name}` }).check();
      }
      stack.emulator.inject({ times: 1, behaviour: { kind: 'answer', status: 429 } });
      await page.getByRole('button', { name: 'Cancel 2 invitations' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Cancel 2 invitations' }).click();
      await dialog.getByRole('heading', { name: /Cancelled [01] of 2/ }).waitFor();
      await dialog.getByRole('button', { name: /^Try [12] again/ }).click();
      await dialog.getByRole('heading', { name: 'Cancelled 2 of 2 invitations' }).waitFor();
    });
  });

  describe('the endless list', () => {
    test('keeps the scroll position, and moves the focus to the next row', async () => {
      const page = await open('?view=all&list=endless');
      await scrollToTheEnd(page, 53);
      await page.getByRole('button', { name: 'for reader7@' }).click();
      const confirm = page.getByRole('dialog').getByRole('button', { name: 'Cancel invitation' });
      await confirm.waitFor();
      const position = await page.evaluate('window.scrollY');
      expect(position).toBeGreaterThan(0);
      await confirm.click();
      await page.getByText('Cancelled the invitation of reader7@example.com').waitFor();
      expect(await page.evaluate('window.scrollY')).toBe(position);
      const focused = 'String(document.activeElement.getAttribute("aria-label"))';
      await expect.poll(() => page.evaluate(focused)).toContain('for reader8@');
      await waitForNames(page, namesOf(stack.emulator.world));
    });

    test('starts over when another user has changed it', async () => {
      const page = await open('?view=all&list=endless');
      await page.getByText('20 of 53 invitations').waitFor();
      stack.emulator.world.invitations.splice(5, 1);
      await scrollToTheEnd(page, 52);
      await waitForNames(page, namesOf(stack.emulator.world));
    });
  });

  describe('the inbox under a fault', () => {
    test('shows the right message during an outage, and recovers from it', async () => {
      stack.emulator.inject({ behaviour: { kind: 'answer', status: 503 } });
      const page = await open();
      await page.getByRole('alert').getByText('TileDB is not available right now.').waitFor();
      stack.emulator.reset();
      await page.getByRole('button', { name: 'Try again' }).click();
      await waitForNames(page, [ZURICH]);
    });

    test('counts down the pause that TileDB requests', async () => {
      const headers = { 'retry-after': '60' };
      stack.emulator.inject({ behaviour: { kind: 'answer', status: 429, headers } });
      const page = await open();
      const button = page.getByRole('button', { name: /Try again in \d+ seconds/ });
      await button.waitFor();
      expect(await button.isDisabled()).toBe(true);
    });

    test('shows that it is waiting for a slow response', async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      stack.emulator.inject({ times: 1, behaviour: { kind: 'hold', until: promise } });
      const page = await open();
      await page.getByRole('progressbar', { name: 'Loading' }).waitFor();
      await page.getByText('Loading is taking longer than usual.').waitFor();
      resolve();
      await waitForNames(page, [ZURICH]);
    });

    test('asks for another key when TileDB rejects this one', async () => {
      const page = await open();
      await waitForNames(page, [ZURICH]);
      await page.getByRole('button', { name: /Change key/ }).click();
      await page.getByLabel('TileDB API key').fill('not-a-key');
      await page.getByRole('button', { name: 'Show invitations' }).click();
      await page.getByRole('alert').getByText('TileDB does not know this key.').waitFor();
      expect(await findBarriers(page)).toEqual([]);
    });

    test('reports that there is no connection', async () => {
      const page = await open('?view=all');
      await waitForNames(page, [ZURICH, 'new@example.com', ...readers(0, 22)]);
      await page.context().setOffline(true);
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('alert').getByText('No connection.').waitFor();
      expect(await findBarriers(page)).toEqual([]);
    });

    test('shows each fault when it is switched on in the demo', async () => {
      const page = await open();
      await waitForNames(page, [ZURICH]);
      await page.getByText('Demo', { exact: true }).click();
      await page.getByRole('radio', { name: /^busy/ }).check();
      await page.getByRole('radio', { name: 'Everyone' }).check();
      await page.getByRole('alert').getByText('Too many requests.').waitFor();
    });
  });

  test.each(['light', 'dark'] as const)(
    'has no accessibility violation in the %s theme',
    async (scheme) => {
      const page = await open('?view=all', { colorScheme: scheme });
      await page.getByRole('listitem').first().waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await page
        .getByRole('checkbox', { name: /^Select/ })
        .first()
        .check();
      expect(await findBarriers(page)).toEqual([]);
      await page.getByRole('button', { name: 'Accept 1' }).click();
      expect(await findBarriers(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByText('Demo', { exact: true }).click();
      expect(await findBarriers(page)).toEqual([]);
      await page.getByRole('searchbox').fill('nobody-at-all');
      await page.getByText('No pending invitation matches.').waitFor();
      expect(await findBarriers(page)).toEqual([]);
    },
  );

  // 720 pixels are 1440 at 200 % zoom.
  test.each([360, 720])('fits into a width of %i pixels', async (width) => {
    const page = await open('?view=all', { viewport: { width, height: 740 } });
    await page.getByRole('listitem').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.getByText('Demo', { exact: true }).click();
    const menu = await page.locator('.demo > div').boundingBox();
    expect(menu?.x).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Invite people' }).click();
    await page.getByRole('radio', { name: 'Group' }).check();
    expect(await page.evaluate('document.querySelector("dialog").scrollWidth')).toBeLessThan(width);
  });
});

/** What Ada sees, newest first: one for her, three to acme (one expired, one accepted), 50 arrays of hers. */
function busyWorld(): World {
  const world = emptyWorld();
  const join = { type: 'JOIN_ORGANIZATION', role: 'read_only' } as const;
  const acme = { ...join, owner: 'acme', from: 'ada' };
  addInvitation(world, { ...join, owner: ZURICH, to: 'ada@example.com', hoursAgo: 1 });
  addInvitation(world, { ...acme, to: 'new@example.com', hoursAgo: 2 });
  addInvitation(world, { ...acme, to: 'old@example.com', hoursAgo: 200, acceptedBy: 'grace' });
  for (const [index, to] of readers(0, READERS - 1).entries()) {
    const array = `array ${index}`;
    addInvitation(world, { type: 'ARRAY_SHARE', owner: 'ada', to, array, hoursAgo: 3 + index });
  }
  addInvitation(world, { ...acme, to: 'late@example.com', hoursAgo: 24 * 60 });
  return world;
}

function readers(first: number, last: number): string[] {
  return Array.from(
    { length: last - first + 1 },
    (_, index) => `reader${first + index}@example.com`,
  );
}

function namesOf(world: World): string[] {
  return world.invitations
    .filter(({ acceptance }) => acceptance === null)
    .map(({ owner, recipient }) => (owner === ZURICH ? owner : recipient));
}

async function scrollToTheEnd(page: Page, count: number): Promise<void> {
  const rows = page.getByTestId('name');
  await expect
    .poll(
      async () => {
        // Not the mouse wheel, whose scrolling may go on after the last row has appeared.
        await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
        return rows.count();
      },
      { timeout: 15_000 },
    )
    .toBe(count);
}

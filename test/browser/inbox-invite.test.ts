import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  addInvitation,
  BOUNCING_DOMAIN,
  emptyWorld,
  type World,
} from '../../emulator/src/world.ts';
import { findBarriers } from './barriers.ts';
import { describeInBrowser } from './browser.ts';
import { useInbox } from './inbox-page.ts';

const FORTY = Array.from({ length: 40 }, (_, index) => `person${index}@example.com`);

describeInBrowser('inviting people with the example', () => {
  const { stack, open } = useInbox(quietWorld());

  test('focuses the first field', async () => {
    const page = await openDialog();
    expect(await page.evaluate('document.activeElement.type')).toBe('radio');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.name')).toBe('organization');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('marks invalid, repeated and already invited recipients before anything is sent', async () => {
    const page = await openDialog();
    await fill(
      page,
      'acme',
      'Grace <grace@example.com>, new@example.com, new@example.com, not-an@',
    );
    const chips = page.getByRole('dialog').getByRole('list', { name: 'Recipients' });
    await chips.getByText('already invited').waitFor();
    expect(await chips.getByRole('listitem').allTextContents()).toEqual([
      'grace@example.com · already invited',
      'new@example.com',
      'new@example.com · twice',
      'not-an@ · not an address or user name',
    ]);
    expect(await page.getByRole('button', { name: 'Send 1 invitation' }).isDisabled()).toBe(true);
    expect(await findBarriers(page)).toEqual([]);

    await fill(page, 'acme', 'grace@example.com, new@example.com');
    await page.getByRole('checkbox', { name: 'Leave out 1 recipient' }).waitFor();
    await page.getByRole('button', { name: 'Send 1 invitation' }).click();
    await page.getByRole('region', { name: 'Reached: 1 person' }).waitFor();
    expect(mailed()).toEqual(['new@example.com']);
  });

  test('removes reached recipients from the box, so that a second press emails nobody twice', async () => {
    const page = await openDialog();
    await fill(page, 'acme', `new@example.com, lost@${BOUNCING_DOMAIN}, other@example.com`);
    await page.getByRole('button', { name: 'Send 3 invitations' }).click();
    const failed = page.getByRole('region', { name: 'Not reached: 1 person' });
    await failed.waitFor();
    expect(await failed.getByRole('listitem').allTextContents()).toEqual([
      `lost@${BOUNCING_DOMAIN}`,
    ]);
    expect(await findBarriers(page)).toEqual([]);

    await page.getByRole('button', { name: 'Correct and try 1 again' }).click();
    const who = page.getByRole('dialog').getByLabel('Who');
    expect(await who.inputValue()).toBe(`lost@${BOUNCING_DOMAIN}`);
    await who.fill('found@example.com');
    await page.getByRole('button', { name: 'Send 1 invitation' }).click();
    await page.getByRole('region', { name: 'Reached: 1 person' }).waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const reached = mailed().filter((recipient) => !recipient.startsWith('lost@'));
    expect(reached).toEqual(['new@example.com', 'other@example.com', 'found@example.com']);
  });

  test('names the likely reason when one person is invited to a target that does not exist', async () => {
    const page = await openDialog();
    await fill(page, 'nosuch', 'x@example.com');
    await page.getByRole('button', { name: 'Send 1 invitation' }).click();
    await page.getByText('TileDB rejected this.').waitFor();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    expect(await page.getByRole('dialog').getByLabel('Who').inputValue()).toBe('x@example.com');
  });

  test('resumes after an outage in the middle of forty, emails nobody twice, and reports each person', async () => {
    const page = await openDialog();
    await fill(page, 'acme', FORTY.join('\n'));
    // The second ten are emailed, but the response is lost; then nothing answers for a while.
    const operation = 'joinOrganization';
    stack.emulator.inject({
      operation,
      skip: 1,
      times: 1,
      behaviour: { kind: 'cut', when: 'after-handling' },
    });
    await page.getByRole('button', { name: 'Send 40 invitations' }).click();
    await page.getByText('10 may have been e-mailed.').waitFor();
    await page.getByText('10 of 40 reached').waitFor();
    expect(await findBarriers(page)).toEqual([]);

    stack.emulator.inject({ operation, times: 1, behaviour: { kind: 'answer', status: 503 } });
    await page.getByRole('button', { name: 'Continue' }).click();
    const again = page.getByRole('button', { name: 'Continue' });
    await expect
      .poll(
        async () => {
          if (await again.isVisible()) await again.click({ timeout: 1000 }).catch(() => undefined);
          return page.getByRole('region', { name: /^Reached/ }).count();
        },
        { timeout: 40_000 },
      )
      .toBe(1);

    const unknown = page.getByRole('dialog').locator('.people.warn');
    const listed = await unknown.getByRole('listitem').allTextContents();
    await unknown.getByRole('button', { name: 'Check the list' }).click();
    await unknown.getByText('is in the list').first().waitFor();
    const reached = page.getByRole('region', { name: /^Reached/ }).getByRole('listitem');
    expect([...(await reached.allTextContents()), ...listed].sort()).toEqual([...FORTY].sort());
    expect(listed).toEqual(expect.arrayContaining(FORTY.slice(10, 20)));

    const arrived = stack.emulator.world.invitations.map(({ recipient }) => recipient);
    const twice = arrived.filter((recipient, index) => arrived.indexOf(recipient) !== index);
    expect(twice).toEqual([]);
  });

  test('can be stopped, closed and resumed', async () => {
    const page = await openDialog();
    await fill(page, 'acme', FORTY.join('\n'));
    const { promise, resolve } = Promise.withResolvers<void>();
    stack.emulator.inject({
      operation: 'joinOrganization',
      times: 1,
      behaviour: { kind: 'hold', until: promise },
    });
    await page.getByRole('button', { name: 'Send 40 invitations' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    resolve();
    await page.getByText('Stopped.').waitFor();
    await page.getByText('10 of 40 reached').waitFor();
    await page.keyboard.press('Escape');

    await page.getByText('30 people of 40 left.').waitFor();
    await page.getByRole('button', { name: 'Continue…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('region', { name: 'Reached: 40 people' }).waitFor();
    expect(mailed()).toEqual(FORTY);
  });

  test('accepts a CSV file', async () => {
    const page = await openDialog();
    const csv = 'Name,E-mail\n"Hopper, Grace",g@example.com\nLinus,l@example.com\n';
    const file = { name: 'class.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    await page.getByRole('dialog').locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: 'Send 2 invitations' }).waitFor();
  });

  async function openDialog(): Promise<Page> {
    const page = await open('?view=all');
    await page.getByRole('button', { name: 'Invite people' }).click();
    return page;
  }

  function mailed(): string[] {
    const sent = stack.emulator.journal.filter(({ operation }) => operation === 'joinOrganization');
    return sent.flatMap(({ body }) => JSON.parse(body).invitee_email);
  }
});

async function fill(page: Page, organization: string, who: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Organization', { exact: true }).last().fill(organization);
  await dialog.getByLabel('Who').fill(who);
}

/** Grace has been invited to acme. */
function quietWorld(): World {
  const world = emptyWorld();
  addInvitation(world, {
    type: 'JOIN_ORGANIZATION',
    role: 'read_only',
    owner: 'acme',
    from: 'ada',
    to: 'grace@example.com',
    hoursAgo: 2,
  });
  return world;
}

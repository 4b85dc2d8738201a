import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_KEY } from '../../emulator/src/world.ts';
import { READY_TABS } from '../../explorer/tabs.ts';
import { useStack } from '../support/stack.ts';
import { findBarriers } from './barriers.ts';
import { DESKTOP, describeInBrowser, useBrowser } from './browser.ts';
import { type Demo, startDemo } from './demo.ts';

/** What each tab returns in the demo, unmodified. */
const TRIED = [
  ['AcceptInvitation', 'InvitationAccepted'],
  ['CancelInvitation', 'InvitationCancelled'],
  ['CancelManyInvitations', '"cancelledCount":2'],
  ['InviteToOrganization', 'InvitationsPartiallySent'],
  ['InviteToArray', 'InvitationsSent'],
  ['SearchRecipients', '"isComplete":true'],
  ['InvitationById', '"organization"'],
  ['Errors', 'BAD_USER_INPUT'],
] as const;

describeInBrowser('the explorer', () => {
  const { open, usePage } = useBrowser();
  const stack = useStack();
  let demo: Demo;

  beforeAll(async () => {
    demo = await startDemo();
  });
  afterAll(() => demo?.stop());

  // Loading Monaco takes seconds, so these tests use one page, one after the other.
  describe('page', () => {
    const opened = usePage(() => ({ url: demo.url }));

    test('lets keyboard users skip to the query, past the documentation', async () => {
      const { page } = opened.current;
      await isReady(page);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      const focused = page.locator('.graphiql-query-editor textarea:focus');
      await focused.waitFor({ state: 'attached' });
    });

    test('shows data on the first click, with every other host unreachable', async () => {
      const { page, strangers, errors } = opened.current;
      await page.getByRole('button', { name: /^Execute query/ }).click();
      await page.locator('.graphiql-response').getByText('"totalCount"').waitFor();
      expect(strangers).toEqual([]);
      expect(errors).toEqual([]);
    });

    test('shows the variables of a tab that has some', async () => {
      const { page } = opened.current;
      const tools = page.locator('.graphiql-editor-tool');
      await page.getByRole('button', { name: 'Show editor tools' }).waitFor();
      await page.getByRole('tab', { name: 'InviteToOrganization' }).click();
      await tools.getByText('"organization"').waitFor();
    });

    test.each(TRIED)('has a tab %s that works unmodified and returns %s', async (tab, expected) => {
      const { page } = opened.current;
      await page.getByRole('tab', { name: tab }).click();
      const answer = await run(page, tab);
      expect(answer).toContain(expected);
      expect(answer).not.toContain('GRAPHQL_VALIDATION_FAILED');
      await page
        .locator('.graphiql-response')
        .getByText(/"data"|"errors"/)
        .first()
        .waitFor();
    });

    test('shows every ready-made tab in full at 1440 pixels', async () => {
      const { page } = opened.current;
      for (const { name } of READY_TABS) {
        await page.getByRole('tab', { name }).click();
        await expect.poll(() => page.evaluate<number>(CUT_OFF)).toBe(0);
      }
    });

    test('says in one sentence that the service does not respond', async () => {
      const { page } = opened.current;
      await page.context().setOffline(true);
      await page.getByRole('button', { name: /^Execute query/ }).click();
      const response = page.locator('.graphiql-response');
      await response.getByText('The service does not respond at /graphql.').waitFor();
      expect(await response.textContent()).not.toContain('stack');
      await page.context().setOffline(false);
    });

    test('stacks the query and the response on a phone', async () => {
      const { page } = opened.current;
      await page.setViewportSize({ width: 360, height: 740 });
      const widths = ['.graphiql-editors', '.graphiql-response'].map(async (part) => {
        return (await page.locator(part).boundingBox())?.width;
      });
      for (const width of await Promise.all(widths)) expect(width).toBeGreaterThan(300);
      await page.setViewportSize(DESKTOP);
    });

    test('shows the descriptions of the schema', async () => {
      const docs = await openDocumentation(opened.current.page);
      expect(await docs.getByText(/^(link|federation)__/).count()).toBe(0);
      await docs.getByText('Query', { exact: true }).first().click();
      await docs.getByText('invitations', { exact: true }).click();
      await docs.getByText('mixing the two styles is BAD_USER_INPUT').waitFor();
    });

    test('keeps the demo key across a reload', async () => {
      const { page } = opened.current;
      await page.reload();
      await isReady(page);
      await page.getByRole('tab', { name: 'ListPendingInvitations' }).click();
      expect(await run(page, 'ListPendingInvitations')).toContain('totalCount');
    });

    // The last one: it changes the query.
    test('completes names and finds mistakes in workers of its origin', async () => {
      const { page, errors } = opened.current;
      const errorsBefore = [...errors];
      await page.locator('.graphiql-query-editor').getByText('createdAt').click();
      await page.keyboard.press('End');
      await page.keyboard.type('\nacceptedB');
      await page.locator('.suggest-widget').getByText('acceptedBy').waitFor();
      await page.keyboard.press('Escape');
      await page.locator('.graphiql-query-editor .squiggly-error').first().waitFor();
      const workers = page.workers().map((worker) => new URL(worker.url()).origin);
      expect(new Set(workers)).toEqual(new Set([new URL(demo.url).origin]));
      expect(errors).toEqual(errorsBefore);
    });
  });

  describe('page without a key', () => {
    const opened = usePage(() => ({ url: `${stack.url}/graphql` }));

    test('shows the headers while the key is empty', async () => {
      const { page } = opened.current;
      await isReady(page);
      const tools = page.locator('.graphiql-editor-tool');
      await tools.getByText('X-TILEDB-REST-API-KEY').waitFor();
      await page.getByRole('tab', { name: 'InviteToOrganization' }).click();
      await tools.getByText('"organization"').waitFor();
    });

    test('stores no other key, but uses one for every tab once it is typed', async () => {
      const { page } = opened.current;
      await page.getByRole('tab', { name: 'ListPendingInvitations' }).click();
      await page.locator('[data-name=headers]').click();
      await page.locator('.graphiql-editor-tool').getByText('X-TILEDB-REST-API-KEY').click();
      await page.keyboard.press('End');
      await page.keyboard.press('ArrowLeft'); // Between the quotes.
      await page.keyboard.insertText(DEMO_KEY);
      expect(await run(page, 'ListPendingInvitations')).toContain('totalCount');
      await page.getByRole('tab', { name: 'SearchRecipients' }).click();
      expect(await run(page, 'SearchRecipients')).toContain('isComplete');

      expect(await page.evaluate<string>('JSON.stringify(localStorage)')).not.toContain(DEMO_KEY);
      await page.reload();
      await isReady(page);
      await page.getByRole('tab', { name: 'ListPendingInvitations' }).click();
      expect(await run(page, 'ListPendingInvitations')).toContain('UNAUTHENTICATED');
    });

    test('keeps its tabs and their variables across a reload', async () => {
      const { page } = opened.current;
      await page.locator('[data-name=variables]').click();
      await page.locator('.graphiql-editor-tool .view-line').first().click();
      await page.keyboard.insertText('{ "organization": "acme" }');
      await expect.poll(() => page.evaluate('localStorage["graphiql:tabState"]')).toContain('acme');
      await page.reload();
      await isReady(page);
      expect(await page.getByRole('tab').count()).toBe(READY_TABS.length);
      await page.locator('[data-name=variables]').click();
      await page.locator('.graphiql-editor-tool').getByText('"acme"').waitFor();
    });
  });

  test.each(['light', 'dark'] as const)(
    'has no accessibility violation of ours in the %s theme',
    async (colorScheme) => {
      const { page } = await open(demo.url, { colorScheme });
      await isReady(page);
      await openDocumentation(page);
      // A tab with a close button inside is GraphiQL's.
      expect(await findBarriers(page, ['nested-interactive'])).toEqual([]);
    },
  );

  test('has no untested tab', () => {
    expect(READY_TABS.map(({ name }) => name)).toEqual([
      'ListPendingInvitations',
      ...TRIED.map(([name]) => name),
    ]);
  });
});

async function isReady(page: Page): Promise<void> {
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
}

async function openDocumentation(page: Page) {
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  const docs = page.getByRole('region', { name: /documentation explorer/i });
  await docs.getByText('Query', { exact: true }).first().waitFor();
  return docs;
}

/** How many pixels the longest line exceeds the editor's right edge by. */
const CUT_OFF = `(() => {
  const right = (element) => element.getBoundingClientRect().right;
  const editor = document.querySelector('.graphiql-query-editor .monaco-editor');
  const lines = [...editor.querySelectorAll('.view-line > span')].map(right);
  return Math.max(0, Math.max(...lines) - right(editor));
})()`;

/** Clicks the run button. @returns the service's response to the operation of that name */
async function run(page: Page, name: string): Promise<string> {
  const answer = page.waitForResponse((response) => {
    return new RegExp(`(query|mutation) ${name}\\b`).test(response.request().postData() ?? '');
  });
  await page.getByRole('button', { name: /^Execute query/ }).click();
  return (await answer).text();
}

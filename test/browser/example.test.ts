import { afterAll, beforeAll, expect, test } from 'vitest';
import { install } from '../../scripts/install.ts';
import { describeInBrowser, useBrowser } from './browser.ts';
import { type Demo, startExample } from './demo.ts';

/** Vite serves a development build, in which React runs every effect twice. */
describeInBrowser('`npm run example`', () => {
  const { open } = useBrowser();
  let example: Demo;

  beforeAll(async () => {
    if (!install('examples/inbox')) throw new Error('its packages cannot be installed');
    example = await startExample();
  });
  afterAll(() => example?.stop());

  test('opens an inbox whose first button works', async () => {
    const origins = Object.values(example.addresses).map((url) => new URL(url).origin);
    const { page, strangers, errors } = await open(example.url, { origins });
    const rows = page.getByTestId('name');
    await rows.first().waitFor();
    const name = await rows.first().textContent();
    await page
      .getByRole('button', { name: /^Accept/ })
      .first()
      .click();
    await page.getByText(`Accepted: you can use ${name} now.`).waitFor();
    expect(strangers).toEqual([]);
    expect(errors).toEqual([]);
  });
});

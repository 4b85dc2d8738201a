import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { describeWith, findFile, toPath } from '../support/program.ts';

export const CHROMIUM = {
  name: 'a browser',
  path: findFile([
    process.env['CHROMIUM'] ?? '',
    // A quarter less CPU than the whole browser.
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]),
  debian: 'chromium-headless-shell',
};
/** The size of a page, unless a test sets another. */
export const DESKTOP = { width: 1440, height: 900 };
/** Only requests that the tests expect may use the network. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function describeInBrowser(name: string, tests: () => void): void {
  describeWith(CHROMIUM, name, tests);
}

/** What a page did besides what the tests expect. */
export interface Witness {
  /** Addresses outside the page's origins; all were blocked. */
  readonly strangers: string[];
  /** Console errors, including violations of the content security policy. */
  readonly errors: string[];
}

export interface OpenedPage extends Witness {
  readonly page: Page;
}

interface OpenOptions extends BrowserContextOptions {
  /** Origins that the page may call besides its own. */
  readonly origins?: readonly string[];
}

/** One browser for all tests of a file; each page has a separate profile. */
export function useBrowser() {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: toPath(CHROMIUM), args: QUIET });
  });
  afterAll(() => browser?.close());

  /** A page for a single test. */
  async function open(url: string, options?: OpenOptions): Promise<OpenedPage> {
    const opened = await openPage(url, options);
    onTestFinished(() => opened.page.context().close());
    return opened;
  }

  /** One page for all tests of a describe, in whatever state the test before has left it. */
  function usePage(toPage: () => { url: string; origins?: readonly string[] }): {
    readonly current: OpenedPage;
  } {
    let opened: OpenedPage | undefined;
    beforeAll(async () => {
      const { url, origins = [] } = toPage();
      opened = await openPage(url, { origins });
    });
    afterAll(() => opened?.page.context().close());
    return {
      get current() {
        if (opened === undefined) throw new Error('the page is open only while tests run');
        return opened;
      },
    };
  }

  async function openPage(
    url: string,
    { origins = [], ...options }: OpenOptions = {},
  ): Promise<OpenedPage> {
    if (browser === undefined) throw new Error('the browser runs only while tests do');
    const context = await browser.newContext({
      viewport: DESKTOP,
      ...options,
    });
    const page = await context.newPage();
    // Long enough for a loaded machine, and short enough to report what was awaited before the test times out.
    page.setDefaultTimeout(50_000);
    const witness = await watch(page, [new URL(url).origin, ...origins]);
    await page.goto(url);
    return { page, ...witness };
  }

  return { open, usePage };
}

async function watch(page: Page, origins: readonly string[]): Promise<Witness> {
  const witness: Witness = { strangers: [], errors: [] };
  await page.context().route(isForeign, (route) => {
    witness.strangers.push(route.request().url());
    return route.abort();
  });
  page.on('console', (message) => {
    if (message.type() === 'error') witness.errors.push(message.text());
  });
  page.on('pageerror', (error) => witness.errors.push(error.message));
  return witness;

  function isForeign({ protocol, origin }: URL): boolean {
    return protocol !== 'data:' && !origins.includes(origin);
  }
}

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { DEMO_KEY, type World } from '../../emulator/src/world.ts';
import { install } from '../../scripts/install.ts';
import { useStack } from '../support/stack.ts';
import { DESKTOP, useBrowser } from './browser.ts';

const EXAMPLE = join(import.meta.dirname, '../../examples/inbox');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

interface PageOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
}

/** The example's page with the service and its emulated upstream; its user is Ada. */
export function useInbox(world: World) {
  const stack = useStack({ emulator: { world, control: true } });
  const browser = useBrowser();
  let inbox: Awaited<ReturnType<typeof serveInbox>>;

  beforeAll(async () => {
    inbox = await serveInbox({
      VITE_GRAPHQL_URL: `${stack.url}/graphql`,
      VITE_DEMO_KEY: DEMO_KEY,
      VITE_DEMO_USER: 'ada,ada@example.com',
      VITE_EMULATOR_URL: stack.emulator.url,
    });
  });
  afterAll(() => inbox?.stop());

  // A new page costs a second of CPU. The inbox stores nothing, so one page that is left after each test serves all.
  const opened = browser.usePage(() => ({
    url: 'about:blank',
    origins: [inbox.url, stack.url, stack.emulator.url].map((url) => new URL(url).origin),
  }));

  /** @param query the query string of the address, which determines what the page shows */
  async function open(
    query = '',
    { viewport = DESKTOP, colorScheme = 'light' }: PageOptions = {},
  ): Promise<Page> {
    const { page } = opened.current;
    onTestFinished(async () => {
      await page.context().setOffline(false);
      await page.goto('about:blank');
    });
    await page.mouse.move(0, 0);
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await page.goto(`${inbox.url}${query}`);
    return page;
  }

  return { stack, open };
}

/** Waits until the list shows exactly these. */
export async function waitForNames(page: Page, names: string[]): Promise<void> {
  const rows = page.getByTestId('name');
  await expect.poll(() => rows.allTextContents(), { timeout: 15_000 }).toEqual(names);
}

/** The example, built for production and served on a separate port. */
async function serveInbox(settings: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'inbox-'));
  build(folder, settings);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const path = join(folder, pathname === '/' ? 'index.html' : pathname);
    if (!existsSync(path)) return response.writeHead(404).end();
    response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
    return response.end(readFileSync(path));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    stop() {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true });
    },
  };
}

function build(folder: string, settings: Record<string, string>): void {
  if (!install(EXAMPLE)) throw new Error(`the packages of ${EXAMPLE} cannot be installed`);
  const { NODE_ENV, ...env } = process.env; // Otherwise the tests' NODE_ENV would make it a development build.
  const vite = [join(EXAMPLE, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', folder];
  execFileSync(process.execPath, [...vite, '--emptyOutDir'], {
    cwd: EXAMPLE,
    env: { ...env, ...settings },
  });
}

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';

const EXAMPLE = join(import.meta.dirname, '../../examples/inbox');

export const AXE = join(EXAMPLE, 'node_modules/axe-core/axe.min.js');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** The example frontend, built as for production and served on a port of its own. */
export async function serveInbox(graphqlUrl: string, key: string) {
  const folder = mkdtempSync(join(tmpdir(), 'inbox-'));
  build(folder, { VITE_GRAPHQL_URL: graphqlUrl, VITE_DEMO_KEY: key });
  const server = createServer((request, response) => {
    const path = join(folder, request.url === '/' ? 'index.html' : (request.url ?? ''));
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
  if (!existsSync(join(EXAMPLE, 'node_modules'))) {
    execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: EXAMPLE });
  }
  const { NODE_ENV, ...env } = process.env; // else the tests' own would make it a development build
  const vite = [join(EXAMPLE, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', folder];
  execFileSync(process.execPath, [...vite, '--emptyOutDir'], {
    cwd: EXAMPLE,
    env: { ...env, ...settings },
  });
}

import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { basename, extname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { EXPLORER_CONTENT_SECURITY_POLICY, renderExplorerPage } from '../../explorer/page.ts';

const BUILT = join(import.meta.dirname, '../../explorer/built');
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};

/**
 * The service's explorer in front of a gateway. The gateways' pages come from a CDN: they stay blank
 * without internet, and have no key.
 */
export async function startExplorer(gatewayUrl: string, key: string) {
  const html = renderExplorerPage(await readFile(join(BUILT, 'index.html'), 'utf8'), {
    endpoint: '/graphql',
    headers: { 'X-TILEDB-REST-API-KEY': key },
    demo: true,
    variables: {},
  });
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.writeHead(502).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('content-security-policy', EXPLORER_CONTENT_SECURITY_POLICY);
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/graphql') return forward(request, response);
    if (!pathname.startsWith('/explorer/assets/')) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
      return;
    }
    const file = await readFile(join(BUILT, 'assets', basename(pathname)));
    response.writeHead(200, { 'content-type': TYPES[extname(pathname)] ?? '' }).end(file);
  }

  /** The page may only connect to its own origin. */
  async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { accept = '*/*', 'x-tiledb-rest-api-key': sentKey = '' } = request.headers;
    const answer = await fetch(`${gatewayUrl}/graphql`, {
      method: 'POST',
      headers: {
        accept,
        'content-type': 'application/json',
        'x-tiledb-rest-api-key': String(sentKey),
      },
      body: new Uint8Array(await buffer(request)),
    });
    const type = answer.headers.get('content-type') ?? 'application/json';
    response.writeHead(answer.status, { 'content-type': type }).end(await answer.text());
  }
}

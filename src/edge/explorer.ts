import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import compress from '@fastify/compress';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import Negotiator from 'negotiator';
import {
  EXPLORER_CONTENT_SECURITY_POLICY,
  type ExplorerConfig,
  renderExplorerPage,
} from '../../explorer/page.ts';

const BUILT = new URL('../../explorer/built/', import.meta.url);
const ASSETS_PATH = '/explorer/';

/** Serves GraphiQL to browsers that open /graphql, entirely from our own origin. */
export async function serveExplorer(app: FastifyInstance, config: ExplorerConfig): Promise<void> {
  const page = await readFile(new URL('index.html', BUILT), 'utf8');
  const html = renderExplorerPage(page, config, ASSETS_PATH);

  app.get('/', (_request, reply) => reply.redirect('/graphql'));
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' || request.routeOptions.url !== '/graphql') return;
    if (!prefersHtml(request.headers.accept)) return;
    return reply
      .header('content-security-policy', EXPLORER_CONTENT_SECURITY_POLICY)
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(html);
  });
  await app.register(async (scope) => {
    await scope.register(compress);
    await scope.register(files, {
      root: fileURLToPath(new URL('assets/', BUILT)),
      prefix: `${ASSETS_PATH}assets/`,
      // File names contain a hash of the content.
      immutable: true,
      maxAge: '1y',
      // A web worker gets its policy from its own script's response.
      setHeaders: (reply) =>
        reply.header('content-security-policy', EXPLORER_CONTENT_SECURITY_POLICY),
    });
  });
}

function prefersHtml(accept: string | undefined): boolean {
  const preferred = new Negotiator({ headers: { accept } }).mediaType([
    'application/json',
    'application/graphql-response+json',
    'text/html',
  ]);
  return preferred === 'text/html';
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HttpResponse, IncomingRequest } from '../http/message.ts';
import { sendCompressed } from './compress.ts';
import type { Drain } from './drain.ts';
import { createUnavailable, Refusal } from './refusal.ts';
import { createSecretCheck, ROUTER_SECRET_HEADER } from './router-secret.ts';
import { SANDBOX_CONTENT_SECURITY_POLICY } from './security-headers.ts';

export interface GraphQLRouteOptions {
  /** Secret that every request to /graphql must send; null requires none. */
  readonly routerSecret: string | null;
  readonly handleGraphQL: (request: IncomingRequest) => Promise<HttpResponse>;
}

export function serveGraphQL(
  app: FastifyInstance,
  options: GraphQLRouteOptions,
  drain: Drain,
): void {
  // Apollo Server rejects other content types itself; discard the body so that the request reaches it.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null));
  app.route({
    method: ['GET', 'POST'],
    exposeHeadRoute: false,
    url: '/graphql',
    onRequest: options.routerSecret === null ? [] : [refuseWithoutSecret(options.routerSecret)],
    async handler(request, reply) {
      if (drain.isTooLate(request)) {
        throw createUnavailable('This instance is shutting down. Retry the request.');
      }
      const end = drain.follow(reply);
      try {
        return sendResponse(
          reply,
          await options.handleGraphQL(new IncomingFastifyRequest(request, reply)),
        );
      } finally {
        end();
      }
    },
  });
}

/** Restricts a subgraph to its gateway. */
function refuseWithoutSecret(secret: string) {
  const isSecret = createSecretCheck(secret);
  return async (request: FastifyRequest) => {
    if (isSecret(request.headers[ROUTER_SECRET_HEADER])) return;
    throw new Refusal({
      status: 401,
      code: 'UNAUTHENTICATED',
      message:
        'This subgraph only accepts requests from its gateway. The gateway must send the secret in the header Router-Authorization.',
      retryable: false,
    });
  };
}

/** A class with getters, so that only what is read is computed. */
class IncomingFastifyRequest implements IncomingRequest {
  readonly #request: FastifyRequest;
  readonly #reply: FastifyReply;

  constructor(request: FastifyRequest, reply: FastifyReply) {
    this.#request = request;
    this.#reply = reply;
  }

  get requestId() {
    return this.#request.id;
  }

  get method() {
    return this.#request.method;
  }

  get headers() {
    return this.#request.raw.headers;
  }

  get rawHeaders() {
    return this.#request.raw.rawHeaders;
  }

  get search() {
    const { url } = this.#request;
    const start = url.indexOf('?');
    return start === -1 ? '' : url.slice(start);
  }

  get body() {
    return this.#request.body;
  }

  get address() {
    return this.#request.ip;
  }

  onClientLeft(listener: () => void) {
    const { raw } = this.#reply;
    raw.on('close', () => {
      if (!raw.writableFinished) listener();
    });
  }
}

function sendResponse(reply: FastifyReply, { status, headers, body, isSchema }: HttpResponse) {
  reply.code(status);
  for (const [name, value] of headers) {
    reply.header(name, value);
    if (name === 'content-type' && value.startsWith('text/html')) {
      reply.header('content-security-policy', SANDBOX_CONTENT_SECURITY_POLICY);
    }
  }
  return isSchema ? sendCompressed(reply, body) : reply.send(body);
}

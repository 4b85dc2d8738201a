import type { FastifyInstance } from 'fastify';

/** Called for every request that was refused or failed before GraphQL saw it. */
export type OnEdgeError = (
  error: Error,
  request: { readonly status: number; readonly requestId: string },
) => void;

/** What is wrong before Apollo Server sees a request is told in the same form as what it finds itself. */
export function answerErrorsAsGraphQL(app: FastifyInstance, onError: OnEdgeError): void {
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    onError(error, { status, requestId: request.id });
    const isClientError = status >= 400 && status < 500;
    return reply.code(status).send({
      errors: [
        {
          message: isClientError ? error.message : 'This service failed.',
          extensions: {
            code: isClientError ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR',
            requestId: request.id,
          },
        },
      ],
    });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      errors: [
        {
          message: 'There is nothing here: the GraphQL API is at /graphql.',
          extensions: { code: 'BAD_REQUEST', requestId: request.id },
        },
      ],
    }),
  );
}

import {
  ApolloServer,
  type ApolloServerOptions,
  type ApolloServerOptionsWithGateway,
  type ApolloServerPlugin,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { HttpRequest, HttpResponse } from '../http/message.ts';
import type { Context } from './context.ts';
import { formatError } from './errors.ts';
import type { Bypass } from './execution/bypass.ts';
import {
  createDocumentScale,
  MOST_BYTES_OF_ONE,
  MOST_DOCUMENT_BYTES,
} from './execution/document-size.ts';
import type { Executor } from './execution/executor.ts';
import { fromApolloResponse, toApolloRequest } from './http/apollo-http.ts';
import { currentRequest } from './http/current-request.ts';
import { JSON_TYPE, negotiate, RESPONSE_TYPE, toRequestErrorStatus } from './http/media-type.ts';
import { knownOperationsRule } from './limits/known-operations.ts';
import { refuseExcess } from './limits/operation-cost.ts';
import { createLimitsRule, type OperationLimits } from './limits/operation-limits.ts';
import { createValidationWorkRule } from './limits/validation-work.ts';
import { operationReport } from './report/report-plugin.ts';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly execute: Executor;
  /** Called with each operation that is valid and within its limits, before it is executed. */
  readonly onValid: Bypass['remember'];
  readonly introspection: boolean;
  /** Show Apollo Sandbox to browsers. */
  readonly sandbox: boolean;
  readonly persistedQueries: ApolloServerOptions<Context>['persistedQueries'];
  /** Its plugins see each field; null traces nothing. */
  readonly inlineTrace: readonly ApolloServerPlugin<Context>[] | null;
  readonly limits: OperationLimits & {
    /** Tokens of a document. */
    readonly maxTokens: number;
    /** Entity representations and page sizes asked for, summed; a list within a list multiplies. */
    readonly maxItems: number;
  };
  readonly logger: NonNullable<ApolloServerOptions<Context>['logger']>;
}

/** Apollo Server, as this service uses it: it parses, validates and refuses; `execute` does the rest. */
export interface Apollo {
  answer(request: HttpRequest, context: Context): Promise<HttpResponse>;
  stop(): Promise<void>;
}

/** A reader mends the first few; each may quote a long name, and a document can have thousands. */
const MOST_VALIDATION_ERRORS = 20;

export async function startApollo(options: ApolloOptions): Promise<Apollo> {
  const { introspection, persistedQueries, inlineTrace, limits } = options;
  const apollo = new ApolloServer<Context>({
    gateway: toGateway(options),
    logger: options.logger,
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // No browser sends this header without a preflight. `Authorization` proves nothing: browsers add a login they know.
    csrfPrevention: {
      requestHeaders: [
        'x-apollo-operation-name',
        'apollo-require-preflight',
        'x-tiledb-rest-api-key',
      ],
    },
    parseOptions: { maxTokens: limits.maxTokens },
    validationRules: [
      createValidationWorkRule(limits.maxTokens),
      knownOperationsRule,
      createLimitsRule(limits),
    ],
    validationOptions: { maxErrors: MOST_VALIDATION_ERRORS },
    formatError,
    documentStore: new InMemoryLRUCache({
      maxSize: MOST_DOCUMENT_BYTES,
      maxEntrySize: MOST_BYTES_OF_ONE,
      sizeCalculation: createDocumentScale(options.schema),
    }),
    ...(persistedQueries && { persistedQueries }),
    plugins: [
      // Every field's cost of a feature that this schema does not use.
      ApolloServerPluginCacheControlDisabled(),
      options.sandbox
        ? ApolloServerPluginLandingPageLocalDefault({ embed: true })
        : ApolloServerPluginLandingPageDisabled(),
      acceptCheck(),
      costLimit(limits.maxItems),
      operationReport(),
      requestErrorStatus(),
      ...(inlineTrace ?? [ApolloServerPluginInlineTraceDisabled()]),
    ],
  });
  await apollo.start();

  return {
    async answer(request, context) {
      const response = await currentRequest.run(context, () =>
        apollo.executeHTTPGraphQLRequest({
          httpGraphQLRequest: toApolloRequest(request),
          context: async () => context,
        }),
      );
      return fromApolloResponse(response);
    },
    stop: () => apollo.stop(),
  };
}

type Gateway = NonNullable<ApolloServerOptionsWithGateway<Context>['gateway']>;

/** Apollo Server's only way to take an executor that is not its own; there is no gateway. */
function toGateway({ schema, execute, onValid }: ApolloOptions): Gateway {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    load: async () => ({
      executor({ document, operation, source, request, context }) {
        const { operationName, variables = {} } = request;
        if (operation) onValid(source, operationName, { document, operation });
        return execute({
          document,
          operation,
          operationName,
          variables,
          context: context as Context,
        });
      },
    }),
    stop: async () => {},
  };
}

/** Apollo Server notices only after execution that the client accepts no answer of its: too late for a write. */
function acceptCheck(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ request }) {
          if (negotiate(request.http?.headers.get('accept')) !== undefined) return;
          // Apollo Server says 406 by itself, whatever the error.
          throw new GraphQLError(`The client accepts neither ${JSON_TYPE} nor ${RESPONSE_TYPE}.`, {
            extensions: { code: 'BAD_REQUEST' },
          });
        },
      };
    },
  };
}

function costLimit(maxItems: number): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, document, request }) {
          if (operation === undefined) return;
          refuseExcess(operation, document, request.variables ?? {}, maxItems);
        },
      };
    },
  };
}

/** Wrong variables stop a request before it is executed; whether that is a 400 depends on who asks. */
function requestErrorStatus(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ request, response: { body, http }, errors }) {
          if (body.kind !== 'single' || body.singleResult.data !== undefined) return;
          if (errors?.every(({ extensions }) => extensions['code'] === 'BAD_USER_INPUT')) {
            http.status = toRequestErrorStatus(negotiate(request.http?.headers.get('accept')));
          }
        },
      };
    },
  };
}

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
import { type HttpRequest, type HttpResponse, JSON_TYPE } from '../http/message.ts';
import type { Context } from './context.ts';
import { formatError } from './errors.ts';
import type { Bypass } from './execution/bypass.ts';
import {
  createDocumentScale,
  MAX_CACHE_BYTES,
  MAX_DOCUMENT_BYTES,
} from './execution/document-size.ts';
import type { Executor } from './execution/executor.ts';
import { fromApolloResponse, toApolloRequest } from './http/apollo-http.ts';
import { currentRequest } from './http/current-request.ts';
import { negotiate, RESPONSE_TYPE, toRequestErrorStatus } from './http/media-type.ts';
import { knownOperationsRule } from './limits/known-operations.ts';
import { refuseExcess } from './limits/operation-cost.ts';
import { createLimitsRule, type OperationLimits } from './limits/operation-limits.ts';
import { createValidationWorkRule } from './limits/validation-work.ts';
import { operationReport } from './report/report-plugin.ts';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly execute: Executor;
  /** Called with each operation that is valid and within the limits, before it is executed. */
  readonly onValid: Bypass['remember'];
  readonly introspection: boolean;
  /** Whether to show Apollo Sandbox to browsers. */
  readonly sandbox: boolean;
  readonly persistedQueries: ApolloServerOptions<Context>['persistedQueries'];
  /** Plugins that trace each field; null traces nothing. */
  readonly inlineTrace: readonly ApolloServerPlugin<Context>[] | null;
  readonly limits: OperationLimits & {
    /** Maximum tokens of a document. */
    readonly maxTokens: number;
    /** Maximum sum of entity representations and requested page sizes; nested lists multiply. */
    readonly maxItems: number;
  };
  readonly logger: NonNullable<ApolloServerOptions<Context>['logger']>;
}

/** Apollo Server as this service uses it: it parses, validates and rejects; `execute` does the rest. */
export interface Apollo {
  answer(request: HttpRequest, context: Context): Promise<HttpResponse>;
  stop(): Promise<void>;
}

/** Developers only need the first few; a document can have thousands, and each may quote a long name. */
const MAX_VALIDATION_ERRORS = 20;

export async function startApollo(options: ApolloOptions): Promise<Apollo> {
  const { introspection, persistedQueries, inlineTrace, limits } = options;
  const apollo = new ApolloServer<Context>({
    gateway: toGateway(options),
    logger: options.logger,
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // Browsers send these headers only after a preflight. `Authorization` is not among them: browsers add saved logins to it.
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
    validationOptions: { maxErrors: MAX_VALIDATION_ERRORS },
    formatError,
    documentStore: new InMemoryLRUCache({
      maxSize: MAX_CACHE_BYTES,
      maxEntrySize: MAX_DOCUMENT_BYTES,
      sizeCalculation: createDocumentScale(options.schema),
    }),
    ...(persistedQueries && { persistedQueries }),
    plugins: [
      // Costs time for every field, and this schema does not use it.
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

/** Apollo Server only accepts a custom executor as a part of a gateway; there is no gateway here. */
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

/** Checks the Accept header before execution. Apollo Server does so afterwards, which is too late for a write. */
function acceptCheck(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ request }) {
          if (negotiate(request.http?.headers.get('accept')) !== undefined) return;
          // Apollo Server sets the status 406 itself, whatever the error.
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

/** Invalid variables fail a request before execution; whether its status is 400 depends on the accepted media type. */
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

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
import type { RateLimitExceeded } from '../domain/allowance.ts';
import type { HttpRequest, HttpResponse } from '../http/message.ts';
import type { Context } from './context.ts';
import { type SharedTexts, sharePersistedQueries } from './documents/persisted-queries.ts';
import {
  readTrustedDocuments,
  toPersistedQueries,
  trustedDocumentsOnly,
} from './documents/trusted-documents.ts';
import { formatError, toFaultBody } from './errors.ts';
import { type Bypass, createBypass } from './execution/bypass.ts';
import { MOST_DOCUMENT_BYTES, toDocumentBytes } from './execution/document-size.ts';
import { type CompilePolicy, createExecutor, type Executor } from './execution/executor.ts';
import { fromApolloResponse, toApolloRequest } from './http/apollo-http.ts';
import { currentRequest } from './http/current-request.ts';
import { JSON_TYPE, negotiate, RESPONSE_TYPE, toRequestErrorStatus } from './http/media-type.ts';
import { refuseTooManyItems } from './limits/item-limit.ts';
import { knownOperationsRule } from './limits/known-operations.ts';
import { createLimitsRule, type OperationLimits } from './limits/operation-limits.ts';
import { operationReport, reportOutcomes } from './report/report-plugin.ts';
import { createSchema } from './schema.ts';

export interface GraphQLServerOptions {
  readonly introspection: boolean;
  readonly compile: CompilePolicy;
  /** Let repeated operations bypass Apollo Server, which has already validated their document. */
  readonly bypass: boolean;
  /** Manifest of the only documents that are run; null runs any. */
  readonly trustedDocuments: string | null;
  /** Where documents that clients persist are shared; null keeps them in this process. */
  readonly sharedTexts: SharedTexts | null;
  /** Show Apollo Sandbox to browsers. */
  readonly sandbox: boolean;
  readonly limits: OperationLimits & {
    /** Tokens of a document. */
    readonly maxTokens: number;
    /** Page sizes asked for, summed; a list within a list multiplies. */
    readonly maxItems: number;
  };
  readonly logger: NonNullable<ApolloServerOptions<Context>['logger']>;
}

/**
 * Fields and spreads once every fragment is followed wherever it is spread, which graphql-jit does: without a bound,
 * fragments that each spread the next twice would keep it compiling for ever.
 */
const MOST_SELECTIONS = 10_000;

type Gateway = NonNullable<ApolloServerOptionsWithGateway<Context>['gateway']>;

/** GraphQL over HTTP without the HTTP server: requests and responses are plain data. */
export interface GraphQLServer {
  execute(request: HttpRequest, context: Context): Promise<HttpResponse>;
  /** Answers a request with a fault instead of executing it. */
  refuse(request: HttpRequest, fault: RateLimitExceeded, context: Context): HttpResponse;
  stop(): Promise<void>;
}

export async function startGraphQLServer(options: GraphQLServerOptions): Promise<GraphQLServer> {
  const schema = reportOutcomes(createSchema());
  const hideSuggestions = !options.introspection;
  const trusted =
    options.trustedDocuments === null
      ? null
      : readTrustedDocuments(options.trustedDocuments, schema);
  const execute = createExecutor(schema, { ...options, hideSuggestions });
  const bypass = options.bypass ? createBypass(execute, options.limits.maxItems) : NO_BYPASS;
  const persistedQueries = trusted
    ? toPersistedQueries(trusted)
    : options.sharedTexts && sharePersistedQueries(options.sharedTexts);
  const apollo = new ApolloServer<Context>({
    gateway: toGateway(schema, execute, bypass),
    logger: options.logger,
    introspection: options.introspection,
    hideSchemaDetailsFromClientErrors: hideSuggestions,
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
    parseOptions: { maxTokens: options.limits.maxTokens },
    maxRecursiveSelections: MOST_SELECTIONS,
    validationRules: [knownOperationsRule, createLimitsRule(options.limits)],
    formatError,
    // What clients persist is kept within 30 MiB, by the length of the texts.
    cache: 'bounded',
    documentStore: new InMemoryLRUCache({
      maxSize: MOST_DOCUMENT_BYTES,
      sizeCalculation: toDocumentBytes,
    }),
    ...(persistedQueries && { persistedQueries }),
    plugins: [
      ...(trusted ? [trustedDocumentsOnly(trusted)] : []),
      // Every field's cost of a feature that this schema does not use.
      ApolloServerPluginCacheControlDisabled(),
      options.sandbox
        ? ApolloServerPluginLandingPageLocalDefault({ embed: true })
        : ApolloServerPluginLandingPageDisabled(),
      // Compiled operations have no hook for each field.
      ApolloServerPluginInlineTraceDisabled(),
      acceptCheck(),
      itemLimit(options.limits.maxItems),
      operationReport(),
      requestErrorStatus(),
    ],
  });
  await apollo.start();

  return {
    execute: (request, context) => bypass.execute(request, context) ?? ask(request, context),
    refuse(request, fault, context) {
      context.report.faults.add(fault);
      context.report.codes = ['RATE_LIMITED'];
      const mediaType = negotiate(request.headers.accept) ?? JSON_TYPE;
      return {
        status: mediaType === RESPONSE_TYPE ? 429 : 200,
        headers: [
          ['content-type', mediaType],
          ['retry-after', String(fault.retryAfterSeconds)],
        ],
        body: toFaultBody(fault, context.requestId),
      };
    },
    stop: () => apollo.stop(),
  };

  async function ask(request: HttpRequest, context: Context): Promise<HttpResponse> {
    const response = await currentRequest.run(context, () =>
      apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: toApolloRequest(request),
        context: async () => context,
      }),
    );
    return fromApolloResponse(response);
  }
}

/** Every request takes the long way. */
const NO_BYPASS: Bypass = { remember() {}, execute: () => null };

/** Apollo Server's one door for an executor of one's own; no gateway stands behind it. */
function toGateway(schema: GraphQLSchema, execute: Executor, bypass: Bypass): Gateway {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    load: async () => ({
      executor({ document, operation, source, request, context }) {
        const { operationName, variables = {} } = request;
        if (operation) bypass.remember(source, operationName, { document, operation });
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

/** Apollo Server sees only after execution that the client takes no answer of its: too late for a write. */
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

function itemLimit(maxItems: number): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, document, request }) {
          if (operation === undefined) return;
          refuseTooManyItems(operation, document, request.variables ?? {}, maxItems);
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

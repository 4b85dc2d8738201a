import {
  ApolloServer,
  type ApolloServerOptions,
  type ApolloServerPlugin,
  type HTTPGraphQLRequest,
  type HTTPGraphQLResponse,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import { GraphQLError } from 'graphql';
import Negotiator from 'negotiator';
import type { Context } from './context.ts';
import { formatError, unwrap } from './errors.ts';
import { refuseTooManyItems } from './item-limit.ts';
import { createLimitsRule, type OperationLimits } from './limits.ts';
import { requestIds } from './request-id.ts';
import { createSchema } from './schema.ts';

export interface GraphQLServerOptions {
  readonly introspection: boolean;
  readonly limits: OperationLimits & {
    /** Tokens of a document. */
    readonly maxTokens: number;
    /** Page sizes asked for, summed; a list within a list multiplies. */
    readonly maxItems: number;
  };
  readonly logger: NonNullable<ApolloServerOptions<Context>['logger']>;
  /** Told of every error that a resolver threw. */
  readonly onFault: (error: unknown, context: Context) => void;
}

/** GraphQL over HTTP without the HTTP server: requests and responses are plain data. */
export interface GraphQLServer {
  execute(request: HTTPGraphQLRequest, context: Context): Promise<HTTPGraphQLResponse>;
  stop(): Promise<void>;
}

export async function startGraphQLServer(options: GraphQLServerOptions): Promise<GraphQLServer> {
  const hideSuggestions = !options.introspection;
  const apollo = new ApolloServer<Context>({
    schema: createSchema(),
    logger: options.logger,
    introspection: options.introspection,
    hideSchemaDetailsFromClientErrors: hideSuggestions,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: options.limits.maxTokens },
    validationRules: [createLimitsRule(options.limits)],
    formatError: (formatted, error) => formatError(formatted, error, { hideSuggestions }),
    plugins: [
      // Every field's cost of a feature that this schema does not use.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      // Traces for a gateway that asks for them; named here since Apollo Server announces what it adds by itself.
      ApolloServerPluginInlineTrace(),
      itemLimit(options.limits.maxItems),
      faultReport(options.onFault),
      requestErrorStatus(),
    ],
  });
  await apollo.start();

  return {
    execute: (httpGraphQLRequest, context) =>
      requestIds.run(context.requestId, () =>
        apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context: async () => context }),
      ),
    stop: () => apollo.stop(),
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

function faultReport(onFault: GraphQLServerOptions['onFault']): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue }) {
          for (const error of errors.map(unwrap)) {
            if (!(error instanceof GraphQLError)) onFault(error, contextValue);
          }
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
            http.status = toRequestErrorStatus(request.http);
          }
        },
      };
    },
  };
}

/** @see https://graphql.github.io/graphql-over-http/draft/#sec-application-graphql-response-json */
const RESPONSE_MEDIA_TYPE = 'application/graphql-response+json';

/** A gateway drops what comes with a 400, so only clients that ask for the newer media type get one. */
function toRequestErrorStatus(http: HTTPGraphQLRequest | undefined): number {
  const preferred = new Negotiator({ headers: { accept: http?.headers.get('accept') } }).mediaType([
    'application/json',
    RESPONSE_MEDIA_TYPE,
  ]);
  return preferred === RESPONSE_MEDIA_TYPE ? 400 : 200;
}

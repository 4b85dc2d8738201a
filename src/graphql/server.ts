import type { RateLimitExceeded } from '../domain/allowance.ts';
import { type HttpRequest, type HttpResponse, JSON_TYPE } from '../http/message.ts';
import { type Apollo, type ApolloOptions, startApollo } from './apollo.ts';
import type { Context } from './context.ts';
import { createPersistedQueries, type SharedTexts } from './documents/persisted-queries.ts';
import {
  createTrustCheck,
  readTrustedDocuments,
  toPersistedQueries,
} from './documents/trusted-documents.ts';
import { toFaultBody } from './errors.ts';
import { type Bypass, createBypass } from './execution/bypass.ts';
import { createDocumentScale } from './execution/document-size.ts';
import { type CompilePolicy, createExecutor } from './execution/executor.ts';
import { negotiate, RESPONSE_TYPE } from './http/media-type.ts';
import { reportOutcomes } from './report/report-plugin.ts';
import { createSchema } from './schema.ts';

export interface GraphQLServerOptions
  extends Pick<ApolloOptions, 'introspection' | 'sandbox' | 'limits' | 'logger'> {
  readonly compile: CompilePolicy;
  /** Whether repeated operations bypass Apollo Server, which has already validated their document. */
  readonly bypass: boolean;
  /** File with the only documents that may be executed; null allows any. */
  readonly trustedDocuments: string | null;
  /** Shares persisted documents among instances; null keeps them in this process. */
  readonly sharedTexts: SharedTexts | null;
}

/** GraphQL over HTTP without the HTTP server: requests and responses are plain data. */
export interface GraphQLServer {
  execute(request: HttpRequest, context: Context): Promise<HttpResponse>;
  /** Responds to a request with a fault instead of executing it. */
  refuse(request: HttpRequest, fault: RateLimitExceeded, context: Context): HttpResponse;
  stop(): Promise<void>;
}

/** A request is rejected as untrusted, traced, executed without Apollo Server if repeated, or handled by Apollo Server. */
export async function startGraphQLServer(options: GraphQLServerOptions): Promise<GraphQLServer> {
  const schema = reportOutcomes(createSchema());
  const execute = createExecutor(schema, {
    compile: options.compile,
    hideSuggestions: !options.introspection,
  });
  const bypass = options.bypass
    ? createBypass(execute, createDocumentScale(schema), options.limits.maxItems)
    : NO_BYPASS;
  const trusted =
    options.trustedDocuments === null
      ? null
      : readTrustedDocuments(options.trustedDocuments, schema);
  const refuseUntrusted = trusted === null ? () => null : createTrustCheck(trusted);
  const persistedQueries =
    trusted === null ? createPersistedQueries(options.sharedTexts) : toPersistedQueries(trusted);
  const apollo = await startApollo({
    ...options,
    schema,
    execute,
    onValid: bypass.remember,
    persistedQueries,
    inlineTrace: null,
  });
  const tracingApollo = startOnce(() => startTracingApollo({ ...options, persistedQueries }));

  return {
    async execute(request, context) {
      const refusal = refuseUntrusted(request, context);
      if (refusal !== null) return refusal;
      if (isTraceWanted(request)) return (await tracingApollo.get()).answer(request, context);
      return bypass.execute(request, context) ?? apollo.answer(request, context);
    },
    refuse: refuseWithFault,
    async stop() {
      await apollo.stop();
      await tracingApollo.stop();
    },
  };
}

/** Every request goes through Apollo Server. */
const NO_BYPASS: Bypass = { remember() {}, execute: () => null };

/** @see https://www.apollographql.com/docs/federation/metrics */
function isTraceWanted({ headers }: HttpRequest): boolean {
  return headers['apollo-federation-include-trace'] === 'ftv1';
}

/**
 * Starts a separate Apollo Server for requests that want a trace. To trace each field, Apollo permanently wraps every
 * resolver of the schema, which would slow down other requests. All its operations are interpreted.
 */
async function startTracingApollo(
  options: GraphQLServerOptions & Pick<ApolloOptions, 'persistedQueries'>,
): Promise<Apollo> {
  // Imported lazily: it loads all of Protobuf.
  const { inlineTrace } = await import('./report/inline-trace.ts');
  const schema = reportOutcomes(createSchema());
  const hideSuggestions = !options.introspection;
  return startApollo({
    ...options,
    schema,
    execute: createExecutor(schema, { compile: 'never', hideSuggestions }),
    onValid() {},
    sandbox: false,
    inlineTrace: inlineTrace(),
  });
}

function startOnce(start: () => Promise<Apollo>) {
  let started: Promise<Apollo> | null = null;
  return {
    get() {
      started ??= start();
      return started;
    },
    async stop() {
      await (await started)?.stop();
    },
  };
}

function refuseWithFault(
  request: HttpRequest,
  fault: RateLimitExceeded,
  { report, requestId }: Context,
): HttpResponse {
  report.faults.add(fault);
  report.codes = ['RATE_LIMITED'];
  const mediaType = negotiate(request.headers.accept) ?? JSON_TYPE;
  return {
    status: mediaType === RESPONSE_TYPE ? 429 : 200,
    headers: [
      ['content-type', mediaType],
      ['retry-after', String(fault.retryAfterSeconds)],
    ],
    body: toFaultBody(fault, requestId),
  };
}

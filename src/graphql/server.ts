import type { RateLimitExceeded } from '../domain/allowance.ts';
import type { HttpRequest, HttpResponse } from '../http/message.ts';
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
import { JSON_TYPE, negotiate, RESPONSE_TYPE } from './http/media-type.ts';
import { reportOutcomes } from './report/report-plugin.ts';
import { createSchema } from './schema.ts';

export interface GraphQLServerOptions
  extends Pick<ApolloOptions, 'introspection' | 'sandbox' | 'limits' | 'logger'> {
  readonly compile: CompilePolicy;
  /** Let repeated operations bypass Apollo Server, which has already validated their document. */
  readonly bypass: boolean;
  /** Manifest of the only documents that are run; null runs any. */
  readonly trustedDocuments: string | null;
  /** Where documents that clients persist are shared; null keeps them in this process. */
  readonly sharedTexts: SharedTexts | null;
}

/** GraphQL over HTTP without the HTTP server: requests and responses are plain data. */
export interface GraphQLServer {
  execute(request: HttpRequest, context: Context): Promise<HttpResponse>;
  /** Answers a request with a fault instead of executing it. */
  refuse(request: HttpRequest, fault: RateLimitExceeded, context: Context): HttpResponse;
  stop(): Promise<void>;
}

/** The roads of a request: refused as untrusted, traced, past Apollo Server if it is a repeated one, or through it. */
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
 * An Apollo Server of its own for requests that want a trace: to see each field, Apollo wraps every resolver of the
 * schema for good, which other requests would pay for. It interprets all operations.
 */
async function startTracingApollo(
  options: GraphQLServerOptions & Pick<ApolloOptions, 'persistedQueries'>,
): Promise<Apollo> {
  // Loaded here only: it brings the whole of Protobuf.
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

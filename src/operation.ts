import { RateLimitExceeded } from './domain/allowance.ts';
import type { Context } from './graphql/context.ts';
import { toFaultLog } from './graphql/report/fault-log.ts';
import { createReport, type OperationReport } from './graphql/report/report.ts';
import type { GraphQLServer } from './graphql/server.ts';
import type { HttpResponse, IncomingRequest } from './http/message.ts';
import type { IdempotencyKeys } from './idempotency/idempotency.ts';
import { createInvitations, type InvitationsOptions } from './invitations/invitations.ts';
import type { Observer, OperationWatch } from './observability/observer.ts';
import type { RateLimits } from './rate-limit/rate-limits.ts';
import type { RestClient } from './rest/calls/client.ts';
import {
  type Credential,
  isAcceptance,
  readCredential,
  toIdentities,
} from './rest/calls/credential.ts';
import { startDeadline } from './rest/calls/deadline.ts';
import { createRedactor } from './rest/calls/redactor.ts';
import { createUpstream } from './rest/upstream.ts';

export interface OperationHandlerOptions {
  /** Time limit for one operation, all of its upstream calls included. */
  readonly timeoutMs: number;
  /** The time, in milliseconds since the epoch. */
  readonly clock: () => number;
  readonly rateLimits: RateLimits;
  readonly idempotency: IdempotencyKeys;
  readonly observer: Observer;
  readonly client: RestClient;
  readonly graphql: GraphQLServer;
  readonly invitations: InvitationsOptions;
}

export type OperationHandler = (request: IncomingRequest) => Promise<HttpResponse>;

/**
 * The life of one request: read its credential, start its deadline, count it against the caller's rate limits, execute it
 * with everything its resolvers need, and report how it ended.
 */
export function createOperationHandler(options: OperationHandlerOptions): OperationHandler {
  const { rateLimits, idempotency, observer, client, graphql } = options;

  return async (request) => {
    const { requestId } = request;
    const credential = readCredential(request.rawHeaders);
    const identities = toIdentities(credential);
    const allowance = rateLimits.of(identities, () => request.address);
    const deadline = startDeadline(options.timeoutMs);
    request.onClientLeft(() => deadline.leave());
    const watch = observer.startOperation(request, {
      onCallEnd(outcome) {
        if (isAcceptance(outcome)) allowance.accept();
      },
    });
    const upstream = createUpstream(client, { credential, deadline, requestId, watch });
    const report = createReport();
    const keys = idempotency.of({
      identities,
      deadline,
      onStep: (step) => report.keySteps.push(step),
    });
    const context: Context = {
      requestId,
      invitations: createInvitations(upstream, allowance, keys, options.invitations),
      idempotencyKey: readIdempotencyHeader(request),
      mutationFields: 0,
      now: options.clock(),
      report,
    };
    try {
      await allowance.takeOperation();
      const response = await graphql.execute(request, context);
      // A malformed request fails before there is an operation that could report a code.
      if (report.codes.length === 0 && response.status >= 400) report.codes = ['BAD_REQUEST'];
      if (isIntrospection(report)) return { ...response, isSchema: true };
      return isReplay(report) ? markAsReplay(response) : response;
    } catch (error) {
      if (error instanceof RateLimitExceeded) return graphql.refuse(request, error, context);
      report.codes = ['INTERNAL_SERVER_ERROR'];
      throw error;
    } finally {
      deadline.end();
      logFaults(watch, report, credential);
      watch.end(report);
    }
  };
}

function readIdempotencyHeader({ headers }: IncomingRequest): string | undefined {
  const header = headers['idempotency-key'];
  return Array.isArray(header) ? header.join(', ') : header;
}

/** Root fields that describe the schema; `_service` has the SDL. */
const SCHEMA_FIELDS: ReadonlySet<string> = new Set(['__schema', '__type', '_service']);

function isIntrospection({ fields }: OperationReport): boolean {
  return fields.length > 0 && fields.every((field) => SCHEMA_FIELDS.has(field));
}

/** Whether every mutation and item with an idempotency key got its outcome from an earlier request. */
function isReplay({ keyed, keySteps }: OperationReport): boolean {
  return keyed > 0 && keySteps.filter((step) => step === 'replayed').length === keyed;
}

function markAsReplay({ status, headers, body }: HttpResponse): HttpResponse {
  return { status, headers: [...headers, ['idempotent-replayed', 'true']], body };
}

function logFaults(watch: OperationWatch, { faults }: OperationReport, credential: Credential) {
  if (faults.size === 0) return;
  const redact = createRedactor(credential);
  for (const fault of faults) {
    const entry = toFaultLog(fault, redact);
    if (entry !== null) watch.fault(entry);
  }
}

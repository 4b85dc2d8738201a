import { RateLimitExceeded } from './domain/allowance.ts';
import type { Context } from './graphql/context.ts';
import { toFaultLog } from './graphql/report/fault-log.ts';
import { createReport, type OperationReport } from './graphql/report/report.ts';
import type { GraphQLServer } from './graphql/server.ts';
import type { HttpResponse, IncomingRequest } from './http/message.ts';
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
  readonly observer: Observer;
  readonly client: RestClient;
  readonly graphql: GraphQLServer;
  readonly invitations: InvitationsOptions;
}

export type OperationHandler = (request: IncomingRequest) => Promise<HttpResponse>;

/**
 * The life of one request: read its credential, count it against the caller's allowance, start its deadline, hand it to
 * GraphQL with everything its resolvers may use, and report how it ended.
 */
export function createOperationHandler(options: OperationHandlerOptions): OperationHandler {
  const { rateLimits, observer, client, graphql } = options;

  return async (request) => {
    const { requestId } = request;
    const credential = readCredential(request.rawHeaders);
    const allowance = rateLimits.of(toIdentities(credential), () => request.address);
    const deadline = startDeadline(options.timeoutMs);
    request.onClientLeft(() => deadline.leave());
    const watch = observer.startOperation(request, {
      onCallEnd(outcome) {
        if (isAcceptance(outcome)) allowance.accept();
      },
    });
    const upstream = createUpstream(client, { credential, deadline, requestId, watch });
    const report = createReport();
    const context: Context = {
      requestId,
      invitations: createInvitations(upstream, allowance, options.invitations),
      now: options.clock(),
      report,
    };
    try {
      await allowance.takeOperation();
      const response = await graphql.execute(request, context);
      // A malformed request is answered before there is an operation to report on.
      if (report.codes.length === 0 && response.status >= 400) report.codes = ['BAD_REQUEST'];
      return response;
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

function logFaults(watch: OperationWatch, { faults }: OperationReport, credential: Credential) {
  if (faults.size === 0) return;
  const redact = createRedactor(credential);
  for (const fault of faults) {
    const entry = toFaultLog(fault, redact);
    if (entry !== null) watch.fault(entry);
  }
}

import { setTimeout as delay } from 'node:timers/promises';
import type { InvitationPage } from '../../domain/invitation.ts';
import type { NamespaceFamily } from '../../domain/namespace.ts';
import { UpstreamError } from '../../domain/upstream-error.ts';
import type { OnStrangeValue } from '../decode/invitation.ts';
import { type Reply, toReply } from '../decode/reply.ts';
import {
  type Transport,
  TransportError,
  type TransportRequest,
  type TransportResponse,
} from '../transport/transport.ts';
import type { Verdict } from './breaker.ts';
import { toUpstreamError, toUpstreamErrorKind } from './call-failure.ts';
import { type Credential, toCallerKey } from './credential.ts';
import { ClientLeft } from './deadline.ts';
import { type Ending, type Guard, GuardRejection } from './guard.ts';
import { decideRedirect, isRedirect, RedirectRefused, type RedirectRules } from './redirect.ts';
import { type Caller, type RestRequest, toRequestFacts } from './request.ts';
import { type FailedAttempt, retryDelayMs } from './retry.ts';
import { createSharedReads, type SharedReads } from './shared-reads.ts';

/** Calls TileDB's REST API with credentials, deadlines and retries, and holds what `operations.ts` needs for all callers. */
export interface RestClient {
  /** Sends a read, with retries. @throws {UpstreamError} when no response arrived */
  read(request: RestRequest, caller: Caller): Promise<Reply>;
  /** Sends a write, at most once. @throws {UpstreamError} when no response arrived */
  write(request: RestRequest, caller: Caller): Promise<Reply>;
  /** Reads of the list that concurrent operations of one caller share. */
  readonly sharedPages: SharedReads<InvitationPage>;
  readonly onStrangeValue: OnStrangeValue;
  /** How the server's routes name an owner. */
  readonly namespaces: NamespaceFamily;
}

export interface RestClientOptions extends RedirectRules {
  /** Without a trailing slash, `/v1` not included. */
  readonly baseUrl: string;
  readonly transport: Transport;
  readonly guard: Guard<TransportResponse>;
  /** Maximum bytes of a decompressed body. */
  readonly maxResponseBytes: number;
  /** Time limit for a read that several operations share. */
  readonly sharedReadTimeoutMs: number;
  readonly onStrangeValue: OnStrangeValue;
  /** Called for each redirect. */
  readonly onRedirect: (outcome: 'followed' | 'refused') => void;
  readonly namespaces: NamespaceFamily;
}

export function createRestClient(options: RestClientOptions): RestClient {
  const { transport, guard } = options;
  const sharedPages = createSharedReads<InvitationPage>(options.sharedReadTimeoutMs);

  return {
    sharedPages,
    onStrangeValue: options.onStrangeValue,
    namespaces: options.namespaces,

    async read(request, caller) {
      const signal = caller.deadline.reads;
      for (let retriesMade = 0; ; retriesMade += 1) {
        const attempt = await settle(exchange(request, caller, signal, retriesMade));
        const delayMs = retryDelayMs({
          failure: toFailedAttempt(attempt),
          retriesMade,
          remainingMs: caller.deadline.remainingMs(),
          chance: Math.random(),
        });
        if (delayMs === null) return unwrap(attempt);
        await pause(delayMs, request, signal);
      }
    },

    async write(request, caller) {
      try {
        return await exchange(request, caller, caller.deadline.writes, 0);
      } finally {
        sharedPages.forget(caller);
      }
    },
  };

  /** Sends a request once. */
  async function exchange(
    request: RestRequest,
    caller: Caller,
    signal: AbortSignal,
    retriesMade: number,
  ): Promise<Reply> {
    const credentialHeaders = requireCredential(request, caller.credential);
    refuseToStart(request, caller);

    const watch = caller.watch.startCall(request.operationId, retriesMade);
    let mayHaveLeft = false;
    try {
      const response = await guard.run(
        async () => {
          // The caller may have gone while this call was queued.
          refuseToStart(request, caller);
          mayHaveLeft = true;
          return sendAndFollow({
            method: request.method,
            url: `${options.baseUrl}/v1${request.path}`,
            headers: {
              ...OWN_HEADERS,
              'x-request-id': caller.requestId,
              ...(request.json !== undefined && { 'content-type': 'application/json' }),
              ...watch.traceHeaders,
              ...credentialHeaders,
            },
            body: request.json === undefined ? undefined : JSON.stringify(request.json),
            signal,
          });
        },
        { key: toCallerKey(caller.credential), deadline: caller.deadline },
      );
      watch.end(response.status);
      return await toReply(response, options.maxResponseBytes);
    } catch (error) {
      if (error instanceof UpstreamError) throw error;
      if (error instanceof RedirectRefused) {
        watch.end(error.status);
        throw toUpstreamError(error, request, false);
      }
      const failure = signal.aborted ? signal.reason : error;
      watch.end(mayHaveLeft ? toUpstreamErrorKind(failure) : 'not-sent');
      throw toUpstreamError(failure, request, mayHaveLeft && !hasNotLeft(error));
    }
  }

  /**
   * Sends a request and follows redirects. A redirected request was not carried out, so even a write is still carried out
   * at most once. If the last host fails, that failure says whether the request may have been sent.
   *
   * @throws {RedirectRefused}
   */
  async function sendAndFollow(request: TransportRequest): Promise<TransportResponse> {
    let { url } = request;
    for (let followed = 0; ; followed += 1) {
      const response = await transport.send(followed === 0 ? request : { ...request, url });
      if (!isRedirect(response.status)) return response;
      const { location } = response.headers;
      const decision = decideRedirect(
        { requestUrl: request.url, currentUrl: url, location, followed },
        options,
      );
      options.onRedirect(decision.kind === 'follow' ? 'followed' : 'refused');
      if (decision.kind === 'refuse') throw new RedirectRefused(response.status, decision.reason);
      url = decision.url;
    }
  }
}

const OWN_HEADERS = {
  accept: 'application/json',
  'accept-encoding': 'gzip',
  'user-agent': 'tiledb-invitations-graphql',
};

/** Judges upstream's health by how a call ended; for the guard. */
export function judgeUpstream(ending: Ending<TransportResponse>): Verdict {
  if (ending.kind === 'returned') return isOutageStatus(ending.value.status) ? 'down' : 'up';
  const { error } = ending;
  if (error instanceof RedirectRefused) return 'up';
  if (!(error instanceof TransportError)) return 'unknown';
  switch (error.kind) {
    case 'unreachable':
    case 'cut':
      return 'down';
    case 'aborted':
      return error.cause instanceof ClientLeft ? 'unknown' : 'down';
    case 'unreadable':
      return 'up';
  }
}

function isOutageStatus(status: number): boolean {
  return status === 502 || status === 503 || status === 504;
}

/** Once the deadline has passed or the client has disconnected, no call starts, not even a write. */
function refuseToStart(request: RestRequest, caller: Caller): void {
  const { endedBy } = caller.deadline;
  if (endedBy !== null) throw toUpstreamError(endedBy, request, false);
}

function hasNotLeft(error: unknown): boolean {
  return error instanceof TransportError && !error.mayHaveLeft;
}

function requireCredential(request: RestRequest, credential: Credential) {
  if (credential.kind === 'given') return credential.headers;
  throw new UpstreamError({
    kind: 'unauthenticated',
    ...toRequestFacts(request),
    mayHaveLeft: false,
    detail:
      credential.kind === 'missing'
        ? 'no credential was sent'
        : `the header ${credential.header} was sent twice`,
  });
}

/** Turns a thrown failure into a value, so that one place decides on retries after statuses and after errors. */
async function settle(attempt: Promise<Reply>): Promise<Reply | UpstreamError> {
  try {
    return await attempt;
  } catch (error) {
    if (error instanceof UpstreamError) return error;
    throw error;
  }
}

function unwrap(attempt: Reply | UpstreamError): Reply {
  if (attempt instanceof UpstreamError) throw attempt;
  return attempt;
}

function toFailedAttempt(attempt: Reply | UpstreamError): FailedAttempt {
  if (!(attempt instanceof UpstreamError)) {
    return { kind: 'status', status: attempt.status, retryAfterMs: attempt.retryAfterMs };
  }
  const { kind, cause } = attempt.facts;
  // Retrying a call that the guard rejected would defeat the guard.
  return kind === 'unavailable' && !(cause instanceof GuardRejection)
    ? { kind: 'no-connection' }
    : { kind: 'final' };
}

async function pause(delayMs: number, request: RestRequest, signal: AbortSignal): Promise<void> {
  try {
    await delay(delayMs, undefined, { signal });
  } catch {
    throw toUpstreamError(signal.reason, request, true);
  }
}

import { InvalidArgument } from '../rest/invalid-argument.ts';
import { UpstreamError } from '../rest/upstream-error.ts';
import { LookupLimitExceeded } from '../sources/lookup.ts';

/** How loudly a fault is logged, and with which facts; null for one that only concerns the client. */
export function toFaultLog(error: unknown): {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
} | null {
  if (error instanceof InvalidArgument) return null;
  if (error instanceof LookupLimitExceeded) {
    return { level: 'info', message: error.message, facts: {} };
  }
  if (error instanceof UpstreamError) {
    const { kind, operationId, status, upstreamRequestId } = error.facts;
    return {
      level: isTheCallersDoing(error) ? 'info' : 'warn',
      message: error.message,
      facts: { kind, operationId, status, upstreamRequestId },
    };
  }
  return { level: 'error', message: 'a bug of this service', facts: { err: error } };
}

function isTheCallersDoing({ facts }: UpstreamError): boolean {
  switch (facts.kind) {
    case 'unauthenticated':
    case 'forbidden':
    case 'rate-limited':
    case 'refused':
    case 'abandoned':
      return true;
    default:
      return false;
  }
}

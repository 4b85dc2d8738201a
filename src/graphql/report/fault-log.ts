import { RateLimitExceeded } from '../../domain/allowance.ts';
import { IdempotencyFailure } from '../../domain/idempotency.ts';
import { InvalidArgument } from '../../domain/invalid-argument.ts';
import { ListChanged } from '../../domain/list-changed.ts';
import { LookupLimitExceeded } from '../../domain/lookup-limit-exceeded.ts';
import { UpstreamError } from '../../domain/upstream-error.ts';

/** The log entry of a fault. */
export interface FaultLog {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * @param redact removes the caller's credential from a text
 * @returns null for a fault that only concerns the client
 */
export function toFaultLog(error: unknown, redact: (text: string) => string): FaultLog | null {
  if (error instanceof InvalidArgument) return null;
  if (error instanceof IdempotencyFailure) {
    return {
      level: error.kind === 'unavailable' ? 'warn' : 'info',
      message: error.message,
      facts: {},
    };
  }
  if (
    error instanceof LookupLimitExceeded ||
    error instanceof ListChanged ||
    error instanceof RateLimitExceeded
  ) {
    return { level: 'info', message: error.message, facts: {} };
  }
  if (error instanceof UpstreamError) {
    const { kind, operationId, status, upstreamRequestId } = error.facts;
    return {
      level: isCausedByCaller(error) ? 'info' : 'warn',
      message: redact(error.message),
      facts: {
        kind,
        operationId,
        status,
        upstreamRequestId,
        causes: readCauses(error.cause).map(redact),
      },
    };
  }
  return toBugLog(error, redact);
}

/** The log entry of anything that is thrown and that this service does not expect. */
export function toBugLog(error: unknown, redact: (text: string) => string): FaultLog {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    level: 'error',
    message: 'bug in this service',
    facts: {
      error: redact(stack),
      causes: error instanceof Error ? readCauses(error.cause).map(redact) : [],
    },
  };
}

function isCausedByCaller({ facts }: UpstreamError): boolean {
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

/** More than any error has; also ends a cycle of causes. */
const MAX_CAUSES = 5;

/** The chain of causes, nearest first. */
function readCauses(cause: unknown): string[] {
  const causes: string[] = [];
  for (let at = cause; at instanceof Error && causes.length < MAX_CAUSES; at = at.cause) {
    const code = 'code' in at ? ` ${String(at.code)}` : '';
    causes.push(`${at.name}${code}: ${at.message}`);
  }
  return causes;
}

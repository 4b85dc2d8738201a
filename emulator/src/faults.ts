import type { OperationId } from './routes.ts';

/** A rule that makes responses fail: which ones, how many, and how. */
export interface Fault {
  /** Default: any request. */
  operation?: OperationId;
  /** API key of the caller, even if the request used a Basic login. */
  key?: string;
  /** Default: until the next reset. */
  times?: number;
  /** Number of matching requests to let pass first. */
  skip?: number;
  /** Waits before anything else is done. */
  delayMs?: number;
  /** Default: the real response. */
  behaviour?: Behaviour;
}

export type Behaviour =
  /** Any status, headers and body; `afterHandling` carries out the real operation first, so that only its response is lost. */
  | {
      kind: 'answer';
      status: number;
      headers?: Record<string, string>;
      body?: string | Buffer;
      afterHandling?: boolean;
    }
  /** Declares the length of the whole (real or given) body and cuts the connection after some bytes. */
  | { kind: 'truncate'; status?: number; body?: string; bytes: number }
  /** Destroys the socket. */
  | { kind: 'cut'; when: 'before-answer' | 'after-handling' }
  /** Sends the (real or given) body in small pieces. */
  | { kind: 'drip'; bytesPerChunk: number; intervalMs: number; body?: string }
  /** Streams valid InvitationData of that many bytes, without a Content-Length. */
  | { kind: 'huge-body'; bytes: number }
  /** Sends header lines until the client aborts. */
  | { kind: 'endless-headers' }
  /** Writes these bytes instead of a response and ends the connection. */
  | { kind: 'raw'; text: string }
  /** Declares gzip for bytes that are not. */
  | { kind: 'lying-gzip' }
  /** Never responds. */
  | { kind: 'hang' }
  /** Waits for the test, then sends the real response. */
  | { kind: 'hold'; until: Promise<void> };

/** The rules, in the order of injection. */
export interface FaultPlan {
  /** @returns call it to remove the rule */
  inject(fault: Fault): () => void;
  /** The first rule that applies to this request; counts as one use. */
  take(arrival: { operation: OperationId | null; key: string }): Fault | undefined;
  clear(): void;
}

export function createFaultPlan(): FaultPlan {
  let rules: { fault: Fault; met: number }[] = [];
  return {
    inject(fault) {
      const rule = { fault, met: 0 };
      rules.push(rule);
      return () => {
        rules = rules.filter((other) => other !== rule);
      };
    },
    take({ operation, key }) {
      for (const rule of rules) {
        const { fault } = rule;
        const isMeant =
          (fault.operation === undefined || fault.operation === operation) &&
          (fault.key === undefined || fault.key === key);
        if (isMeant && isDue(fault, rule.met++)) {
          // Remove a used-up rule, since a long run may inject very many.
          if (!isDue(fault, rule.met)) rules = rules.filter((other) => other !== rule);
          return fault;
        }
      }
      return undefined;
    },
    clear() {
      rules = [];
    },
  };
}

/** Whether a rule that has matched so many requests applies to the next one. */
function isDue({ skip = 0, times = Number.POSITIVE_INFINITY }: Fault, met: number): boolean {
  return met >= skip && met < skip + times;
}

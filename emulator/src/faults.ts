import type { OperationId } from './routes.ts';

/** A rule that spoils answers: which ones, how many, and how. */
export interface Fault {
  /** Default: any request. */
  operation?: OperationId;
  /** The API key of the request's credential, also when it came as a Basic login. */
  key?: string;
  /** Default: until the next reset. */
  times?: number;
  /** Lets that many matching requests pass first. */
  skip?: number;
  /** Waits before anything else is done. */
  delayMs?: number;
  /** Default: the real answer. */
  behaviour?: Behaviour;
}

export type Behaviour =
  /** Any status, headers and body; `afterHandling` carries the real operation out first: its answer is lost. */
  | {
      kind: 'answer';
      status: number;
      headers?: Record<string, string>;
      body?: string | Buffer;
      afterHandling?: boolean;
    }
  /** Declares the length of the whole (real or given) body and is cut after some bytes. */
  | { kind: 'truncate'; status?: number; body?: string; bytes: number }
  /** Destroys the socket. */
  | { kind: 'cut'; when: 'before-answer' | 'after-handling' }
  /** Sends the (real or given) body in small pieces. */
  | { kind: 'drip'; bytesPerChunk: number; intervalMs: number; body?: string }
  /** Streams well-formed InvitationData of that many bytes, without saying how many. */
  | { kind: 'huge-body'; bytes: number }
  /** Sends header lines until the client gives up. */
  | { kind: 'endless-headers' }
  /** Writes that in place of an answer, and ends the connection. */
  | { kind: 'raw'; text: string }
  /** Says gzip over bytes that are not. */
  | { kind: 'lying-gzip' }
  /** Never answers. */
  | { kind: 'hang' }
  /** Waits for the test, then gives the real answer. */
  | { kind: 'hold'; until: Promise<void> };

/** The rules, in the order of injection. */
export interface FaultPlan {
  /** @returns what takes the rule out again */
  inject(fault: Fault): () => void;
  /** The first rule that wants this request, counted as used. */
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
          // A rule that is used up wants nothing more; in a long run there are very many.
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

/** Whether a rule that has met so many requests before wants the next. */
function isDue({ skip = 0, times = Number.POSITIVE_INFINITY }: Fault, met: number): boolean {
  return met >= skip && met < skip + times;
}

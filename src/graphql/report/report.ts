import type { IdempotencyStep } from '../../domain/idempotency.ts';

/** What became of one operation: written on its way, read when it is over. */
export interface OperationReport {
  /** The client's own name for it. */
  name: string | null;
  type: 'query' | 'mutation' | 'subscription' | null;
  /** Its root fields by the schema's names, each once; none when it is no valid operation. */
  fields: readonly string[];
  /** What each mutation came to, by the name of the result's type. */
  readonly outcomes: { readonly field: string; readonly outcome: string }[];
  /** Mutations, and items of mutations of many, that came with an idempotency key. */
  keyed: number;
  /** What happened to them, in order. */
  readonly keySteps: IdempotencyStep[];
  /** Codes of the errors that the client is sent, each once. */
  codes: readonly string[];
  /** What clients are told of as a fault: what resolvers threw, and everything that is masked. */
  readonly faults: Set<unknown>;
}

export function createReport(): OperationReport {
  return {
    name: null,
    type: null,
    fields: [],
    outcomes: [],
    keyed: 0,
    keySteps: [],
    codes: [],
    faults: new Set(),
  };
}

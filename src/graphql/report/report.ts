import type { IdempotencyStep } from '../../domain/idempotency.ts';

/** How one operation ended: written while it runs, read when it is over. */
export interface OperationReport {
  /** Its name, chosen by the client. */
  name: string | null;
  type: 'query' | 'mutation' | 'subscription' | null;
  /** Its root fields by their schema names, without duplicates; empty for an invalid operation. */
  fields: readonly string[];
  /** The outcome of each mutation, as the name of the result's type. */
  readonly outcomes: { readonly field: string; readonly outcome: string }[];
  /** Number of mutations, and of items of bulk mutations, with an idempotency key. */
  keyed: number;
  /** Their steps, in order. */
  readonly keySteps: IdempotencyStep[];
  /** Codes of the errors in the response, without duplicates. */
  codes: readonly string[];
  /** Everything that clients see as a fault: errors thrown by resolvers, and all masked errors. */
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

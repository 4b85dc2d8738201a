import { createPool } from './pool.ts';

/** The pool alone, without got: a fraction of the cost per call. */
export const createUndiciTransport = createPool;

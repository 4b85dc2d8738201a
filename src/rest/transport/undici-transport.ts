import { createPool } from './pool.ts';

/** The pool by itself: a fraction of got's cost for each call. */
export const createUndiciTransport = createPool;

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from '../context.ts';

/**
 * The current request. Apollo Server does not say which request an error belongs to when it formats it, and some errors
 * (content type, CSRF) occur before it has a context. This provides their request id, and the log with their cause.
 */
export const currentRequest = new AsyncLocalStorage<Context>();

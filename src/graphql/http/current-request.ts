import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from '../context.ts';

/**
 * The request under way. Apollo Server formats errors without saying which request they belong to, and some (a refused
 * content type, CSRF) before there is a context; this is how they get their id, and how the log gets their cause.
 */
export const currentRequest = new AsyncLocalStorage<Context>();

import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Our id of the request under way. Apollo Server formats errors without telling which request they belong to,
 * and some (a refused content type, CSRF) before there is a context; this is how they get their id all the same.
 */
export const requestIds = new AsyncLocalStorage<string>();

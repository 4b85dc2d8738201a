export { cacheConfig } from './cache.ts';
export { executeWith } from './execute-with.ts';
export { IdempotencyLink } from './idempotency-link.ts';

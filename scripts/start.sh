#!/bin/sh
# What `npm start` runs. docs/performance.md says what V8's options gain; the Dockerfile has them too.
export MALLOC_ARENA_MAX=1
export NODE_COMPILE_CACHE=node_modules/.cache/compile
# exec, so that a signal to npm reaches the service.
exec node --require ./scripts/node-version.cjs \
  --max-semi-space-size=32 --heap-growing-percent=100 --no-allocation-site-pretenuring \
  src/main.ts "$@"

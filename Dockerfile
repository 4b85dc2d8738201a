# The service and its runtime dependencies only. For reproducible builds, pin the base image's digest:
# FROM node:24-slim@sha256:…, as printed by `docker buildx imagetools inspect node:24-slim`.
FROM node:24-slim AS base
WORKDIR /app
ENV NODE_ENV=production

FROM base AS dependencies
COPY package.json package-lock.json ./
# The optional dependencies are copies of Node; the base image has it.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM base
# Otherwise glibc keeps a heap per thread, and memory freed in one is rarely reused by another.
ENV HOST=0.0.0.0 PORT=4000 MALLOC_ARENA_MAX=1
COPY --from=dependencies /app/node_modules/ ./node_modules/
COPY package.json schema.graphql ./
COPY explorer/page.ts ./explorer/
COPY explorer/built/ ./explorer/built/
COPY src/ ./src/
# All files belong to root: the service cannot change itself, and it writes no files.
USER node
EXPOSE 4000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "const { ok } = await fetch('http://127.0.0.1:' + process.env.PORT + '/healthz'); process.exit(ok ? 0 : 1)"]
# As in scripts/start.sh, but without npm and a shell in between, so that signals reach the service.
CMD ["node", "--max-semi-space-size=32", "--heap-growing-percent=100", "--no-allocation-site-pretenuring", "src/main.ts"]

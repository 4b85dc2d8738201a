# The service and what it needs at run time, nothing else. To build on exactly the same base each time, name its digest:
# FROM node:24-slim@sha256:…, as `docker buildx imagetools inspect node:24-slim` tells it.
FROM node:24-slim AS base
WORKDIR /app
ENV NODE_ENV=production

FROM base AS dependencies
COPY package.json package-lock.json ./
# The optional dependencies are copies of Node; the base image has it.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM base
# glibc keeps a heap for each thread otherwise, and little of what one has freed is of use to another.
ENV HOST=0.0.0.0 PORT=4000 MALLOC_ARENA_MAX=1
COPY --from=dependencies /app/node_modules/ ./node_modules/
COPY package.json schema.graphql ./
COPY explorer/page.ts ./explorer/
COPY explorer/built/ ./explorer/built/
COPY src/ ./src/
# All of it belongs to root: the service cannot change itself, and writes no file anywhere.
USER node
EXPOSE 4000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "const { ok } = await fetch('http://127.0.0.1:' + process.env.PORT + '/healthz'); process.exit(ok ? 0 : 1)"]
# As `npm start` does it, but with no npm and no shell in between: signals arrive.
CMD ["node", "--max-semi-space-size=32", "--heap-growing-percent=100", "--no-allocation-site-pretenuring", "src/main.ts"]

import { Agent, buildConnector, type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import { type Connect, Connections } from './connector.ts';
import { Exchange } from './exchange.ts';
import { type Transport, TransportError, type TransportOptions } from './transport.ts';

/**
 * Idle connections are closed after this time: upstreams commonly close theirs after 5 seconds,
 * and a write sent on a connection that is just being closed is lost without an answer.
 */
const IDLE_CONNECTION_MS = 4_000;

/** Load balancers leave DNS for about this long before they go; a busy connection would never look again. */
const MAXIMUM_CONNECTION_AGE_MS = 60_000;

/** TileDB has five regions. Unused ones make room, so only a flood of redirects meets this bound. */
const MAXIMUM_ORIGINS = 64;

/**
 * undici's pools, one for each origin, behind both transports: TLS, proxies, limits and the lifetime of connections are
 * decided here, and so are the same for both. HTTP/1.1 only: of a stream that is reset or refused, HTTP/2 cannot always
 * tell whether the request was carried out.
 */
export function createPool(options: TransportOptions): Transport {
  const connections = new Connections(options.connectTimeoutMs);
  const dispatcher = createDispatcher(options, connections);

  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        const { signal } = request;
        if (signal.aborted) throw new TransportError('aborted', false, signal.reason);
        const { origin } = new URL(request.url);
        const exchange = new Exchange(request, resolve, reject);
        connections.watch(exchange, () => {
          dispatcher.dispatch(
            {
              origin,
              path: request.url.slice(origin.length),
              method: request.method,
              headers: request.headers,
              body: request.body ?? null,
            },
            exchange,
          );
        });
      }),
    async close() {
      await dispatcher.destroy();
      connections.destroy();
    },
  };
}

function createDispatcher(options: TransportOptions, connections: Connections): Dispatcher {
  // Connecting is bounded as a whole, so undici's limits for parts of it are off.
  const tls = { allowH2: false, timeout: 0 };
  const agentOptions = {
    connect: connections.remembered(buildConnector(tls)),
    factory: (origin: URL, poolOptions: PoolOptions) =>
      new Pool(origin, { ...poolOptions, connect: connections.bounded(poolOptions.connect) }),
    allowH2: false,
    connections: options.maxConnections,
    maxOrigins: MAXIMUM_ORIGINS,
    clientTtl: MAXIMUM_CONNECTION_AGE_MS,
    keepAliveTimeout: IDLE_CONNECTION_MS,
    keepAliveMaxTimeout: IDLE_CONNECTION_MS,
    maxResponseSize: options.maxResponseBytes,
    // The operation's deadline ends every wait; undici's own would only end some of them earlier.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  if (options.proxyUrl === null) return new Agent(agentOptions);
  return new EnvHttpProxyAgent({
    ...agentOptions,
    httpsProxy: options.proxyUrl,
    httpProxy: '',
    noProxy: options.noProxy,
    connectTimeout: 0,
    requestTls: tls,
    proxyTls: tls,
    clientFactory: (proxy: URL, { connect }: PoolOptions) =>
      new Pool(proxy, {
        connect: connections.remembered(connect),
        allowH2: false,
        headersTimeout: 0,
      }),
  });
}

/** What undici hands to a factory; its types say no more than `object`. */
interface PoolOptions {
  readonly connect: Connect;
}

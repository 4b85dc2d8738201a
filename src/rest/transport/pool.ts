import { Agent, buildConnector, type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import { type Connect, Connections } from './connector.ts';
import { Exchange } from './exchange.ts';
import { type Transport, TransportError, type TransportOptions } from './transport.ts';

/**
 * Time after which idle connections are closed: servers commonly close theirs after 5 seconds, and a write sent on a
 * connection that the server is closing is lost without a response.
 */
const IDLE_CONNECTION_MS = 4_000;

/** Forces a fresh DNS lookup: load balancers are removed from DNS about this long before they shut down. */
const MAXIMUM_CONNECTION_AGE_MS = 60_000;

/** TileDB has five regions. Unused origins are evicted, so only a flood of redirects reaches this limit. */
const MAXIMUM_ORIGINS = 64;

/**
 * undici's connection pools, one per origin. Both transports use them, so TLS, proxies, limits and connection lifetimes are
 * the same for both. HTTP/1.1 only: when an HTTP/2 stream is reset or refused, it is not always known whether the request
 * was carried out.
 */
export function createPool(options: TransportOptions): Transport {
  const connections = new Connections(options.connectTimeoutMs);
  const dispatcher = createDispatcher(options, connections);

  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        const { signal } = request;
        if (signal.aborted) throw new TransportError('aborted', false, signal.reason);
        const origin = toOrigin(request.url);
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

/** The URL comes from a setting or a redirect, and has been parsed and normalised there: parsing it again costs 4 µs a call. */
function toOrigin(url: string): string {
  return url.slice(0, url.indexOf('/', 'https://'.length));
}

function createDispatcher(options: TransportOptions, connections: Connections): Dispatcher {
  // `Connections` limits connecting as a whole, so undici's limits for its parts are off.
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
    // The operation's deadline ends every wait; undici's timeouts would only end some of them earlier.
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

/** What undici passes to a factory; its types only say `object`. */
interface PoolOptions {
  readonly connect: Connect;
}

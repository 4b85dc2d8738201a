import { createServer as createHttpServer, type Server, type ServerOptions } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Place {
  /** 0 for a random free port. */
  port: number;
  host: string;
  /** If omitted, plain HTTP. */
  tls?: { key: string; cert: string };
}

/** Keep-alive connections must not time out while a client is about to reuse them. */
const NO_TIMEOUTS: ServerOptions = { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 };

export function createServer({ tls }: Place): Server {
  return tls ? createHttpsServer({ ...NO_TIMEOUTS, ...tls }) : createHttpServer(NO_TIMEOUTS);
}

/** Resolves with the server's origin once it listens. */
export function listen(server: Server, { port, host, tls }: Place): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const authority = host.includes(':') ? `[${host}]` : host;
      const { port } = server.address() as AddressInfo;
      resolve(`${tls ? 'https' : 'http'}://${authority}:${port}`);
    });
  });
}

/** Resolves once the server and every connection to it are closed. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

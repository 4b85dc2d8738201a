import { createGotTransport } from '../../../src/rest/transport/got-transport.ts';
import type {
  Transport,
  TransportOptions,
  TransportRequest,
} from '../../../src/rest/transport/transport.ts';
import { createUndiciTransport } from '../../../src/rest/transport/undici-transport.ts';

/** Both engines, by their names in UPSTREAM_TRANSPORT. */
export const ENGINES = [
  ['got', createGotTransport],
  ['undici', createUndiciTransport],
] as const;

type CreateTransport = (options: TransportOptions) => Transport;

export function createTransport(
  create: CreateTransport,
  options: Partial<TransportOptions> = {},
): Transport {
  return create({
    maxResponseBytes: 1_000_000,
    maxConnections: 10,
    connectTimeoutMs: 60_000,
    proxyUrl: null,
    noProxy: '',
    ...options,
  });
}

export function get(url: string, signal = new AbortController().signal): TransportRequest {
  return { method: 'GET', url, headers: { accept: 'application/json' }, signal };
}

export function post(url: string, signal = new AbortController().signal): TransportRequest {
  return { method: 'POST', url, headers: { 'content-type': 'text/plain' }, body: 'sent', signal };
}

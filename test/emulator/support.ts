/** A client that sends exactly what a test says, and an emulator that closes automatically. */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/src/emulator.ts';
import { DEMO_KEY, emptyWorld } from '../../emulator/src/world.ts';

/** Noon of the fixed day of every world in these tests. */
export const NOW = new Date('2026-03-10T12:00:00Z');
const DAY = new Date('2026-03-10T00:00:00Z');

/** The demo's people on a fixed day, with no invitations. */
export function quietWorld() {
  return emptyWorld(DAY);
}

/** Runs until the test ends. If omitted, the world is quiet, at noon. */
export async function openEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ world: quietWorld(), now: () => NOW, ...options });
  onTestFinished(() => emulator.stop());
  return emulator;
}

export interface Asked {
  key?: string;
  headers?: Record<string, string>;
  /** Sent as JSON; a string is sent unchanged. */
  body?: unknown;
  signal?: AbortSignal;
}

export interface Told {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** The body parsed as JSON. */
  json: unknown;
}

/** Sends `GET /v1/…` without normalizing the target; as Ada, unless a key or `headers` say otherwise. */
export function ask(emulator: Emulator, line: string, asked: Asked = {}): Promise<Told> {
  const [method, target = ''] = line.split(' ');
  const { hostname, port, protocol } = new URL(emulator.url);
  const isJson = asked.body !== undefined && typeof asked.body !== 'string';
  const headers = {
    'x-tiledb-rest-api-key': asked.key ?? DEMO_KEY,
    ...(asked.body !== undefined && { 'content-type': 'application/json' }),
    ...asked.headers,
  };
  return new Promise((resolve, reject) => {
    const send = protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send({
      method,
      hostname,
      port,
      path: target,
      agent: false,
      headers,
      rejectUnauthorized: false,
      ...(asked.signal && { signal: asked.signal }),
    });
    request.on('error', reject);
    request.on('response', (response) => {
      text(response).then((body) => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body, json: readJson(body) });
      }, reject);
    });
    request.end(isJson ? JSON.stringify(asked.body) : asked.body);
  });
}

/** Sends bytes that no HTTP client would send, and returns the whole response. */
export function sendBytes(emulator: Emulator, bytes: string): Promise<string> {
  const { hostname, port } = new URL(emulator.url);
  const socket = connect(Number(port), hostname);
  socket.write(bytes);
  return text(socket);
}

/** The ids on one returned page, in order. */
export function idsOf({ json }: Told): unknown[] {
  return ((json as InvitationData).invitations ?? []).map(({ id }) => id);
}

/** The invitations on one returned page. */
export function invitationsOf({ json }: Told): Record<string, unknown>[] {
  return (json as InvitationData).invitations ?? [];
}

interface InvitationData {
  invitations?: Record<string, unknown>[] | null;
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

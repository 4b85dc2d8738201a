import type { Socket } from 'node:net';
import { type buildConnector, errors } from 'undici';

/** undici's function that makes a connection: TCP, then TLS or a proxy's tunnel if the origin needs them. */
export type Connect = buildConnector.connector;

/** A connection that is being made. */
export interface ConnectAttempt {
  /** Has no effect once the attempt has ended. */
  cancel(reason: Error): void;
}

export interface ConnectWatcher {
  onConnectAttempt(attempt: ConnectAttempt): void;
}

/**
 * Tracks every connection of a pool from its first packet, so that no attempt to connect outlives its call, the connect
 * timeout or the pool. undici cannot do this: its own timeout restarts for TCP, the proxy's CONNECT and TLS, and it stops
 * connecting neither on abort nor when it is destroyed.
 */
export class Connections {
  readonly #timeoutMs: number;
  readonly #sockets = new Set<Socket>();
  #current: RunningAttempt | null = null;
  #watcher: ConnectWatcher | null = null;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** Runs a dispatch and reports the attempt to connect that it starts, if any; undici starts it synchronously. */
  watch(watcher: ConnectWatcher, dispatch: () => void): void {
    this.#watcher = watcher;
    try {
      dispatch();
    } finally {
      this.#watcher = null;
    }
  }

  /** Applies the time limit to the whole of connecting, proxy and TLS included. */
  bounded(connect: Connect): Connect {
    return (options, callback) => {
      const attempt = new RunningAttempt(this.#timeoutMs, callback);
      this.#watcher?.onConnectAttempt(attempt);
      this.#current = attempt;
      try {
        connect(options, (...result) => attempt.settle(...result));
      } finally {
        this.#current = null;
      }
    };
  }

  /** Makes TCP connections, to upstream or to the proxy, and tracks them. */
  remembered(connect: Connect): Connect {
    return (options, callback) => {
      const socket: unknown = connect(options, callback);
      // undici's connector returns the socket that it is connecting; its types omit that.
      if (!isSocket(socket)) return;
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      this.#current?.hold(socket);
    };
  }

  destroy(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}

class RunningAttempt implements ConnectAttempt {
  readonly #timer: NodeJS.Timeout;
  #callback: buildConnector.Callback | null;
  #socket: Socket | null = null;

  constructor(timeoutMs: number, callback: buildConnector.Callback) {
    this.#callback = callback;
    this.#timer = setTimeout(
      () => this.cancel(new errors.ConnectTimeoutError(`no connection within ${timeoutMs} ms`)),
      timeoutMs,
    );
  }

  hold(socket: Socket): void {
    this.#socket = socket;
  }

  settle(...[error, socket]: Parameters<buildConnector.Callback>): void {
    const callback = this.#callback;
    this.#callback = null;
    clearTimeout(this.#timer);
    if (callback === null) socket?.destroy();
    else if (error !== null) callback(error, null);
    else callback(null, ignoreContinue(socket));
  }

  cancel(reason: Error): void {
    if (this.#callback === null) return;
    this.settle(reason, null);
    this.#socket?.destroy();
  }
}

/** How an interim response starts, and the index of the last digit of its status. */
const INTERIM = Buffer.from('HTTP/1.1 1');
const LAST_DIGIT = 11;
const END_OF_HEAD = '\r\n\r\n';
const [ZERO, TWO] = Buffer.from('02') as unknown as [number, number];

/**
 * Lets undici read past a 100 Continue that it did not ask for, by renumbering it to 102, which undici ignores. undici
 * treats only this interim response as a broken connection, although a client "MUST be able to parse" it. A status line
 * that is split over two packets is not found; the connection then counts as broken.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15.2
 * @see undici's lib/dispatcher/client-h1.js, onHeadersComplete
 */
function ignoreContinue<S extends Socket>(socket: S): S {
  const read = socket.read.bind(socket);
  socket.read = (size?: number) => {
    const chunk: unknown = read(size);
    if (chunk instanceof Buffer && startsWithInterim(chunk)) renumberContinues(chunk);
    return chunk;
  };
  return socket;
}

function startsWithInterim(chunk: Buffer): boolean {
  return INTERIM.equals(chunk.subarray(0, INTERIM.length));
}

/** One packet may hold several interim responses, followed by the final one. */
function renumberContinues(chunk: Buffer): void {
  let rest = chunk;
  while (startsWithInterim(rest)) {
    if (rest[LAST_DIGIT] === ZERO && rest[LAST_DIGIT - 1] === ZERO) rest[LAST_DIGIT] = TWO;
    const end = rest.indexOf(END_OF_HEAD);
    if (end === -1) return;
    rest = rest.subarray(end + END_OF_HEAD.length);
  }
}

function isSocket(value: unknown): value is Socket {
  return typeof value === 'object' && value !== null && 'destroy' in value;
}

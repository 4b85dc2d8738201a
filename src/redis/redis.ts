import { setTimeout as pause } from 'node:timers/promises';
import { createClient, ErrorReply } from '@redis/client';
import { inTime, TooLate } from './in-time.ts';
import { createScript, type Script } from './script.ts';

/** `full`: Redis serves reads but rejects writes that need memory. */
export type RedisState = 'connecting' | 'up' | 'full' | 'down';

/** The state that the service's instances share. Redis may fail at any time; a command then costs at most its time limit. */
export interface Redis {
  readonly state: RedisState;
  /** @returns the first bytes of a text, `''` if there is none; null when Redis is unreachable */
  read(key: string, maxBytes: number): Promise<string | null>;
  /** @returns the script's reply; null when Redis is unreachable or rejects it */
  run(script: Script, key: string, ...args: readonly (string | number)[]): Promise<unknown>;
  stop(): void;
}

export interface RedisOptions {
  /** May contain a password. */
  readonly url: string;
  /** Time limit for one command. */
  readonly timeoutMs: number;
  readonly onUp: () => void;
  readonly onFull: () => void;
  /** Called once per outage, however often reconnecting fails. */
  readonly onDown: (reason: string) => void;
  readonly onCommand: (outcome: CommandOutcome, durationMs: number) => void;
}

/** `not-sent`: Redis is known to be down, so the command was skipped. */
export type CommandOutcome = 'ok' | 'failed' | 'timeout' | 'not-sent';

/** Other programs may use the same Redis. */
const KEY_PREFIX = 'tiledb-invitations:';

/** Interval of the health check, which notices a hanging Redis when there are no commands. */
const HEALTH_CHECK_MS = 1_000;
/** On average; randomised, so that instances that lost Redis together do not reconnect together. */
const RETRY_MS = 1_000;
/** For TCP, TLS and login together. */
const CONNECT_TIMEOUT_MS = 5_000;

/** A script that writes, since a PING succeeds on a replica, with a full memory and for a user without write permission. */
const HEALTH_CHECK = createScript(`return redis.call('SET', KEYS[1], '1', 'EX', 60)`);

/**
 * Connects and reconnects in the background, so that a Redis that is down delays nothing.
 *
 * A connection is replaced the first time it fails or times out. The client's own options would not notice a hanging Redis:
 * `socketTimeout` restarts with every command written, `pingInterval` waits for a reply indefinitely, and the command
 * timeout ends once the command is written. A PING does not notice a replica or a full memory either. So the client's
 * `reconnectStrategy` is off and its offline queue unused.
 */
export function createRedis(options: RedisOptions): Redis {
  const { url, timeoutMs, onUp, onFull, onDown, onCommand } = options;
  let state: RedisState = 'connecting';
  let current: Client | null = null;
  let retry: NodeJS.Timeout | undefined;
  connect();

  return {
    get state() {
      return state;
    },
    read: (key, maxBytes) => send((client) => client.getRange(toKey(key), 0, maxBytes - 1)),
    run: (script, key, ...args) => send((client) => run(client, script, key, args)),
    stop() {
      clearTimeout(retry);
      if (current !== null) close(current);
      current = null;
    },
  };

  async function connect(): Promise<void> {
    const client = createConnection(url);
    current = client;
    client.on('error', (error) => giveUp(client, error));
    try {
      await inTime(client.connect(), CONNECT_TIMEOUT_MS);
      for (; client === current; await pause(HEALTH_CHECK_MS, undefined, { ref: false })) {
        enter(await inTime(checkHealth(client), timeoutMs));
      }
    } catch (error) {
      giveUp(client, error);
    }
  }

  function enter(next: 'up' | 'full'): void {
    if (state === next) return;
    state = next;
    if (next === 'up') onUp();
    else onFull();
  }

  async function send<Reply>(command: (client: Client) => Promise<Reply>): Promise<Reply | null> {
    const client = current;
    if (client === null || (state !== 'up' && state !== 'full')) {
      onCommand('not-sent', 0);
      return null;
    }
    const startedAt = performance.now();
    const report = (outcome: CommandOutcome) => onCommand(outcome, performance.now() - startedAt);
    try {
      const reply = await inTime(command(client), timeoutMs);
      report('ok');
      return reply;
    } catch (error) {
      report(error instanceof TooLate ? 'timeout' : 'failed');
      // A rejected command says nothing about others; if all are rejected, the next health check fails.
      if (!(error instanceof ErrorReply)) giveUp(client, error);
      return null;
    }
  }

  function giveUp(client: Client, cause: unknown): void {
    if (client !== current) return;
    current = null;
    close(client);
    retry = setTimeout(connect, RETRY_MS * (0.5 + Math.random())).unref();
    if (state === 'down') return;
    state = 'down';
    onDown(toReason(cause));
  }
}

type Client = ReturnType<typeof createConnection>;

function createConnection(url: string) {
  const client = createClient({
    url,
    // Proxies and older versions support RESP 2, and nothing here needs RESP 3.
    RESP: 2,
    disableOfflineQueue: true,
    socket: { connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy: false },
    // The client's own timeout ends once a command is written, and costs a timer per command.
    commandOptions: { timeout: 0 },
  });
  client.unref();
  return client;
}

function close(client: Client): void {
  client.destroy();
  // `destroy` does not stop a client that is still connecting.
  client.once('connect', () => client.destroy());
}

async function run(
  client: Client,
  { text, sha1 }: Script,
  key: string,
  args: readonly (string | number)[],
) {
  const options = { keys: [toKey(key)], arguments: args.map(String) };
  try {
    return await client.evalSha(sha1, options);
  } catch (error) {
    if (!(error instanceof ErrorReply) || toCode(error) !== 'NOSCRIPT') throw error;
    return client.eval(text, options);
  }
}

/** A full Redis does not count as down: it must keep rejecting callers that have used up their limits there. */
async function checkHealth(client: Client): Promise<'up' | 'full'> {
  try {
    await run(client, HEALTH_CHECK, 'beat', []);
    return 'up';
  } catch (error) {
    if (error instanceof ErrorReply && toCode(error) === 'OOM') return 'full';
    throw error;
  }
}

function toKey(key: string): string {
  return KEY_PREFIX + key;
}

/** Reports only the code of a Redis error, whose text may repeat the rejected command and a password in it. */
function toReason(error: unknown): string {
  if (error instanceof ErrorReply) return toCode(error);
  if (!(error instanceof Error)) return String(error);
  // The AggregateError of a host with several addresses has an empty message.
  return error.message || ('code' in error ? String(error.code) : error.name);
}

function toCode({ message }: ErrorReply): string {
  return /^[A-Z]+/.exec(message)?.[0] ?? 'an error without a code';
}

import { setTimeout as pause } from 'node:timers/promises';
import { createClient, ErrorReply } from '@redis/client';
import { inTime, TooLate } from './in-time.ts';
import { createScript, type Script } from './script.ts';

/** `full`: it answers reads, and refuses to write what needs memory. */
export type RedisState = 'connecting' | 'up' | 'full' | 'down';

/** What the copies of the service share. It may fail at any time, and costs no more than its time limit then. */
export interface Redis {
  readonly state: RedisState;
  /** @returns the first bytes of a text, `''` for none; null when Redis cannot be asked */
  read(key: string, mostBytes: number): Promise<string | null>;
  /** @returns the script's reply; null when Redis cannot be asked */
  run(script: Script, key: string, ...args: readonly (string | number)[]): Promise<unknown>;
  stop(): void;
}

export interface RedisOptions {
  /** May hold a password. */
  readonly url: string;
  /** How long one command may take. */
  readonly timeoutMs: number;
  readonly onUp: () => void;
  readonly onFull: () => void;
  /** Told once, however often Redis cannot be reached again. */
  readonly onDown: (reason: string) => void;
  readonly onCommand: (outcome: CommandOutcome, durationMs: number) => void;
}

/** `not-sent`: Redis is known to be down, so nobody waits for it. */
export type CommandOutcome = 'ok' | 'failed' | 'timeout' | 'not-sent';

/** Redis may serve others too. */
const KEY_PREFIX = 'tiledb-invitations:';

/** How soon a Redis that hangs is noticed when nobody asks it. */
const BEAT_MS = 1_000;
/** On average: copies that have lost Redis together do not come back together. */
const RETRY_MS = 1_000;
/** TCP, TLS and login. */
const CONNECT_TIMEOUT_MS = 5_000;

/** A write and a script, since a replica, a full memory or a user of few rights would answer a PING. */
const BEAT = createScript(`return redis.call('SET', KEYS[1], '1', 'EX', 60)`);

/**
 * Connects in the background, again and again where it must, so that a Redis that is down holds nothing up.
 *
 * A connection is replaced the first time that it fails or is late. What the client offers for that does not notice a
 * Redis that hangs: its `socketTimeout` begins anew with every command that we write, its `pingInterval` waits for an
 * answer without end, and its time limit for a command ends once the command is written. Nor does a PING notice a
 * replica or a full memory. So its `reconnectStrategy` is off, and its offline queue is never used.
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
    read: (key, mostBytes) => ask((client) => client.getRange(toKey(key), 0, mostBytes - 1)),
    run: (script, key, ...args) => ask((client) => run(client, script, key, args)),
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
      for (; client === current; await pause(BEAT_MS, undefined, { ref: false })) {
        comeUp(await inTime(beat(client), timeoutMs));
      }
    } catch (error) {
      giveUp(client, error);
    }
  }

  function comeUp(next: 'up' | 'full'): void {
    if (state === next) return;
    state = next;
    if (next === 'up') onUp();
    else onFull();
  }

  async function ask<Reply>(command: (client: Client) => Promise<Reply>): Promise<Reply | null> {
    const client = current;
    if (client === null || (state !== 'up' && state !== 'full')) {
      onCommand('not-sent', 0);
      return null;
    }
    const startedAt = performance.now();
    const tell = (outcome: CommandOutcome) => onCommand(outcome, performance.now() - startedAt);
    try {
      const reply = await inTime(command(client), timeoutMs);
      tell('ok');
      return reply;
    } catch (error) {
      tell(error instanceof TooLate ? 'timeout' : 'failed');
      // A command that is refused may be the only one; else the next beat is refused too.
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
    // What proxies and older versions speak too; nothing here needs more.
    RESP: 2,
    disableOfflineQueue: true,
    socket: { connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy: false },
    // The client's own limit ends when a command is written, and costs a timer each.
    commandOptions: { timeout: 0 },
  });
  client.unref();
  return client;
}

function close(client: Client): void {
  client.destroy();
  // What is connecting is not destroyed by that.
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

/** A full Redis is no Redis that is down: callers who have used up their limits there must stay refused. */
async function beat(client: Client): Promise<'up' | 'full'> {
  try {
    await run(client, BEAT, 'beat', []);
    return 'up';
  } catch (error) {
    if (error instanceof ErrorReply && toCode(error) === 'OOM') return 'full';
    throw error;
  }
}

function toKey(key: string): string {
  return KEY_PREFIX + key;
}

/** Redis repeats a command that it refuses, a password in it too, so of its answers only the code is told. */
function toReason(error: unknown): string {
  if (error instanceof ErrorReply) return toCode(error);
  if (!(error instanceof Error)) return String(error);
  // A host with several addresses fails with one error for each, and no words for all of them.
  return error.message || ('code' in error ? String(error.code) : error.name);
}

function toCode({ message }: ErrorReply): string {
  return /^[A-Z]+/.exec(message)?.[0] ?? 'an error without a code';
}

import { afterAll, afterEach, beforeAll, onTestFinished } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/src/emulator.ts';
import { DEMO_KEY } from '../../emulator/src/world.ts';
import { readConfig } from '../../src/config/read.ts';
import { startService } from '../../src/service.ts';
import { checkExchange } from './openapi/check.ts';

/** The service with its emulated upstream, both on random loopback ports. */
export interface Stack {
  readonly emulator: Emulator;
  /** The service's base URL. */
  readonly url: string;
  /** Sends a GraphQL request as a frontend does. */
  send(request: GraphQLRequest): Promise<GraphQLAnswer>;
}

export interface GraphQLRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The caller's API key. If omitted, the demo user's; null sends none. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface GraphQLAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape, and assert on what they read
  readonly data: any;
  readonly errors: readonly GraphQLAnswerError[] | undefined;
}

export interface GraphQLAnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface StackOptions {
  /** Environment variables of the service. */
  readonly env?: Readonly<Record<string, string>>;
  readonly emulator?: EmulatorOptions;
}

/** The suite runs once per way of execution: see the projects in vitest.config.ts. */
const VARIANT = {
  // A loaded test machine must not trigger load shedding.
  MAX_EVENT_LOOP_DELAY_MS: '0',
  // Tests have no load balancer that would have to notice the shutdown.
  DRAIN_DELAY_MS: '0',
  COMPILE_OPERATIONS: process.env['COMPILE_OPERATIONS'],
  BYPASS_REPEATED_OPERATIONS: process.env['BYPASS_REPEATED_OPERATIONS'],
  UPSTREAM_TRANSPORT: process.env['UPSTREAM_TRANSPORT'],
};

/** One stack for all tests of a file; its upstream is reset after each test. */
export function useStack(options: StackOptions = {}): Stack {
  let running: RunningStack | undefined;
  const get = () => {
    if (running === undefined) throw new Error('the stack runs only while tests do');
    return running.stack;
  };
  beforeAll(async () => {
    running = await runStack(options);
  });
  afterEach(() => {
    running?.stack.emulator.reset();
    running?.requireContract();
  });
  afterAll(() => running?.stop());
  return {
    get emulator() {
      return get().emulator;
    },
    get url() {
      return get().url;
    },
    send: (request) => get().send(request),
  };
}

/** A stack for a single test, stopped when the test ends. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { stack, requireContract, stop } = await runStack(options);
  onTestFinished(async () => {
    await stop();
    requireContract();
  });
  return stack;
}

interface RunningStack {
  readonly stack: Stack;
  /** Throws if a request to the emulator or one of its responses since the last check violates the OpenAPI document. */
  readonly requireContract: () => void;
  readonly stop: () => Promise<void>;
}

/** A stack that is neither checked nor stopped automatically. */
export async function runStack(options: StackOptions): Promise<RunningStack> {
  const violations: string[] = [];
  const emulator = await startEmulator({
    ...options.emulator,
    observe: (exchange) => {
      options.emulator?.observe?.(exchange);
      // With made-up responses, a test decides what upstream sends, not the OpenAPI document.
      const isMadeUp = emulator.world.invitations.some(({ sent }) => sent !== undefined);
      const judged = isMadeUp ? { ...exchange, answer: null } : exchange;
      violations.push(...checkExchange(judged));
    },
  });
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    TILEDB_REST_URL: emulator.url,
    // The region to which a front redirects; without a front, the same server.
    TILEDB_REDIRECT_HOSTS: new URL(emulator.regionUrl).host,
    ...VARIANT,
    ...options.env,
  });
  const service = await startService({
    ...config,
    upstreamUrl: config.upstreamUrl ?? emulator.url,
  }).catch(async (error: unknown) => {
    await emulator.stop();
    throw error;
  });
  return {
    stack: { emulator, url: service.url, send: (request) => send(service.url, request) },
    requireContract() {
      const found = violations.splice(0);
      if (found.length > 0)
        throw new Error(`not as emulator/openapi.yaml has it:\n${found.join('\n')}`);
    },
    stop: async () => {
      // Stop upstream first: it may hold responses back for which the service would wait.
      await emulator.stop();
      await service.stop();
    },
  };
}

/** Sends one GraphQL request over HTTP. */
export async function send(serviceUrl: string, request: GraphQLRequest): Promise<GraphQLAnswer> {
  const key = request.key === undefined ? DEMO_KEY : request.key;
  const response = await fetch(`${serviceUrl}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key !== null && { 'x-tiledb-rest-api-key': key }),
      ...request.headers,
    },
    body: JSON.stringify({ query: request.query, variables: request.variables }),
    ...(request.signal && { signal: request.signal }),
  });
  const { data, errors } = (await response.json()) as Pick<GraphQLAnswer, 'data' | 'errors'>;
  return { status: response.status, headers: response.headers, data, errors };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The gateways of test/peers/gateways. */
export const GATEWAY_NAMES = ['apollo', 'hive'] as const;
export type GatewayName = (typeof GATEWAY_NAMES)[number];

export interface GatewayOptions {
  readonly supergraphSdl: string;
  /** The secret with which the gateway authenticates itself to the invitations subgraph. */
  readonly routerSecret?: string;
  /** If omitted, a random free one. */
  readonly port?: number;
  /** Where it sends its traces: Apollo Gateway usage reports, Hive Gateway spans. If omitted, it records none. */
  readonly tracesUrl?: string;
}

export interface Gateway {
  /** Its base URL; GraphQL is at `/graphql` under it. */
  readonly url: string;
  stop(): Promise<void>;
  /** Resolves when its process has ended, for any reason. */
  readonly ended: Promise<unknown>;
}

/** Starts a gateway in a separate process, because its copy of graphql must not meet ours. */
export async function startGateway(name: GatewayName, options: GatewayOptions): Promise<Gateway> {
  const folder = mkdtempSync(join(tmpdir(), 'supergraph-'));
  const file = join(folder, 'supergraph.graphql');
  writeFileSync(file, options.supergraphSdl);
  const program = fileURLToPath(new URL(`../peers/gateways/${name}.mjs`, import.meta.url));
  // Hive Gateway also reads LOG_LEVEL, and rejects levels that only this service knows.
  const { LOG_LEVEL, ...env } = process.env;
  const reportsUsage = name === 'apollo' && options.tracesUrl !== undefined;
  const reporting = reportsUsage
    ? ['--import', new URL('../peers/gateways/report-usage.mjs', import.meta.url).href]
    : [];
  const child = spawn(process.execPath, [...reporting, program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...env,
      // These would allow the gateways to contact their vendors' clouds.
      APOLLO_KEY: reportsUsage ? 'service:test:no-key' : '',
      APOLLO_GRAPH_REF: reportsUsage ? 'test@current' : '',
      TRACES_URL: options.tracesUrl ?? '',
      APOLLO_TELEMETRY_DISABLED: 'true',
      SUPERGRAPH: file,
      ROUTER_SECRET: options.routerSecret ?? '',
      PORT: String(options.port ?? 0),
    },
  });
  const closed = once(child, 'close');
  const stop = async () => {
    child.kill('SIGTERM');
    await closed;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { url: await readUrl(child), stop, ended: closed };
  } catch (error) {
    await stop();
    throw error;
  }
}

const READY = 'Ready: ';

/** The base URL that the gateway prints when it listens. */
async function readUrl(child: ChildProcess): Promise<string> {
  const complaints: string[] = [];
  child.stderr?.on('data', (chunk) => complaints.push(String(chunk)));
  if (child.stdout === null) throw new Error('standard output is a pipe');
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith(READY)) continue;
    child.stdout.resume();
    return new URL(line.slice(READY.length)).origin;
  }
  throw new Error(`the gateway ended before it was ready:\n${complaints.join('')}`);
}

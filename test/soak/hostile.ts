import { setTimeout as pause } from 'node:timers/promises';
import { type JournalEntry, startEmulator } from '../../emulator/src/emulator.ts';
import {
  BULK_OF_100,
  type CostlyRequest,
  createCostlyRequests,
  toHttpRequest,
} from '../execution/costly-requests.ts';
import { createCostlyWorld } from '../execution/costly-world.ts';
import { startServiceProcess } from './service-process.ts';

/** What one address may send by default. */
const REQUESTS_PER_MINUTE = 1_200;
/** As small as a typical pod's. */
const MAX_HEAP_MB = 384;
/** A client that sends more before reading responses would only measure its own connections. */
const MAX_IN_FLIGHT = 200;
const SAMPLE_EVERY_MS = 15_000;

export interface MemorySample {
  readonly seconds: number;
  readonly requests: number;
  readonly heapMb: number;
  readonly rssMb: number;
}

export interface HostileReport {
  readonly samples: readonly MemorySample[];
  /** The number of requests by response. */
  readonly answers: Readonly<Record<string, number>>;
  /** The exit code of the service: 0 if it lived until it was stopped. */
  readonly exitCode: number | null;
  readonly log: string;
}

/** Sends the most expensive known requests, all different, as fast as one address may, to a service with a small heap. */
export async function soakHostile(
  seconds: number,
  onSample: (sample: MemorySample) => void,
): Promise<HostileReport> {
  const { world, key, ids } = createCostlyWorld();
  const emulator = await startEmulator({ world });
  const service = await startServiceProcess({
    TILEDB_REST_URL: emulator.url,
    NODE_ENV: 'production',
    INTROSPECTION: 'true',
    LOG_LEVEL: 'error',
    NODE_OPTIONS: `--max-old-space-size=${MAX_HEAP_MB}`,
  });
  // A mutation of 100 items counts as 100 requests: it would leave room for little else.
  const { [BULK_OF_100]: _bulk, ...requests } = createCostlyRequests(ids);
  const makers = Object.values(requests);
  const answers: Record<string, number> = {};
  const samples: MemorySample[] = [];
  const inFlight = new Set<Promise<void>>();
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  let sent = 0;
  let nextSampleMs = 0;

  while (elapsed() < seconds * 1_000) {
    if (elapsed() >= nextSampleMs) {
      nextSampleMs = elapsed() + SAMPLE_EVERY_MS;
      // A service that is too busy to report its memory must not slow down its load.
      keep(sample().catch((error) => console.error(`no sample: ${error}`)));
    }
    const isDue = sent < (elapsed() / 60_000) * REQUESTS_PER_MINUTE;
    if (!isDue || inFlight.size >= MAX_IN_FLIGHT) {
      await pause(10);
      continue;
    }
    sent += 1;
    keep(send(sent));
  }
  await Promise.all(inFlight);
  await sample();
  const exitCode = await service.stop();
  await emulator.stop();
  return { samples, answers, exitCode, log: service.log() };

  function keep(work: Promise<void>): void {
    const kept = work.finally(() => inFlight.delete(kept));
    inFlight.add(kept);
  }

  async function send(number: number): Promise<void> {
    const make = makers[number % makers.length] as (number: number) => CostlyRequest;
    const answer = await fetch(`${service.url}/graphql`, toHttpRequest(make(number), key)).then(
      toAnswer,
      (error: Error) => `no answer: ${error.message}`,
    );
    answers[answer] = (answers[answer] ?? 0) + 1;
  }

  async function sample(): Promise<void> {
    const toMb = (bytes: number) => Math.round(bytes / 1e6);
    const taken: MemorySample = {
      seconds: Math.round(elapsed() / 1_000),
      requests: sent,
      heapMb: toMb(await service.readMetric('nodejs_heap_size_used_bytes')),
      rssMb: toMb(await service.readMetric('process_resident_memory_bytes')),
    };
    samples.push(taken);
    // Not needed here, and it would outgrow the service.
    (emulator.journal as JournalEntry[]).length = 0;
    onSample(taken);
  }
}

async function toAnswer(response: Response): Promise<string> {
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return `${response.status} ${errors?.[0]?.extensions.code ?? 'data'}`;
}

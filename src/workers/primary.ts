import type { ChildProcess } from 'node:child_process';
import cluster from 'node:cluster';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startMetricsServer } from '../edge/metrics-server.ts';
import { MAX_CLEANUP_MS } from '../exit.ts';
import { createOnlyStore } from '../idempotency/memory-store.ts';
import { createLogger } from '../observability/log.ts';
import type { Service, ServiceOptions } from '../service.ts';
import { type Ask, connect, type PrimaryAnswers, type WorkerAnswers } from './channel.ts';
import { takeStep } from './keys.ts';
import { createMetricsSum } from './metrics-sum.ts';

/** One process of the service, from its fork to its end. */
interface Worker {
  readonly pid: number | undefined;
  readonly ask: Ask<WorkerAnswers>;
  /** Resolves with the URL it listens on; rejects if it ends before. */
  readonly started: Promise<string>;
  readonly ended: Promise<End>;
  kill(): void;
  /** Whether it has reported that it is drained; then only its exit is missing. */
  isDrained: boolean;
}

interface End {
  readonly code: number | null;
  readonly signal: string | null;
}

/** Runs the service in several processes, among which Node distributes connections, and replaces those that die. */
export async function startWorkers(options: ServiceOptions): Promise<Service> {
  const metrics = createMetricsSum();
  const log = createLogger({
    level: options.logLevel,
    format: options.logFormat,
    showsEmails: options.logEmails,
    isShared: true,
    onDropped: metrics.countDroppedLines,
  });
  for (const sentence of options.ignored) log.warn(sentence);
  const metricsServer =
    options.metricsPort === null
      ? null
      : await startMetricsServer({ host: options.host, port: options.metricsPort, metrics });
  const keyStore = createOnlyStore(options.idempotencyMaxKeys);
  const workers = new Set<Worker>();
  const stopping = new AbortController();
  cluster.setupPrimary({ exec: fileURLToPath(new URL('worker.ts', import.meta.url)) });
  process.on('exit', killAll);

  // Start one worker first, so that a failing start is reported once.
  const first = fork();
  const url = await startedOrEnd(first);
  const others = Array.from({ length: options.workers - 1 }, fork);
  await Promise.all(others.map(startedOrEnd));
  const ends = [first, ...others].map(keep);

  return {
    url,
    metricsUrl: metricsServer?.url ?? `${url}/metrics`,
    async stop() {
      stopping.abort();
      for (const worker of workers) stopWorker(worker);
      // Each worker limits its own drain, unless it is stuck.
      setTimeout(killAll, options.drainTimeoutMs + MAX_CLEANUP_MS).unref();
      const areDrained = await Promise.all(ends);
      await metricsServer?.stop();
      return areDrained.every(Boolean);
    },
  };

  function fork(): Worker {
    const forked = cluster.fork();
    const { pid } = forked.process;
    closeUnclaimed(forked.process);
    const ask = connect<WorkerAnswers>(forked, {
      metrics: metrics.metrics,
      takeKeyStep: (step) => takeStep(keyStore, step),
    } satisfies PrimaryAnswers);
    const ended = new Promise<End>((resolve) => {
      forked.once('exit', (code, signal) => resolve({ code, signal }));
      forked.on('error', () => {
        // A failed fork never emits `exit`; a worker that cannot be written to is about to.
        if (pid === undefined) resolve({ code: null, signal: null });
      });
    });
    const started = ask('start', options);
    const worker: Worker = {
      pid,
      ask,
      started,
      ended,
      kill: () => forked.kill('SIGKILL'),
      isDrained: false,
    };
    workers.add(worker);
    ended.then(() => workers.delete(worker));
    started.then(
      () => {
        log.info({ pid }, 'a worker is ready');
        ended.then(metrics.join(() => ask('metrics')));
      },
      () => {}, // `ended` reports it.
    );
    return worker;
  }

  /**
   * A drained worker may block while it exits: the first process to exit makes a shared standard error blocking for all
   * (Node restores its original mode), and writing a last line to a stalled reader then never returns.
   */
  async function stopWorker(worker: Worker): Promise<void> {
    try {
      worker.isDrained = await worker.ask('stop');
    } catch {
      return; // It has ended, and its exit code says how.
    }
    setTimeout(worker.kill, MAX_CLEANUP_MS).unref();
  }

  function killAll(): void {
    for (const worker of workers) worker.kill();
  }

  /** Replaces a worker, and every replacement, when it dies. @returns whether the last one drained */
  async function keep(worker: Worker): Promise<boolean> {
    let pauseMs = 0;
    let current = worker;
    let forkedAt = performance.now();
    for (;;) {
      const { code, signal } = await current.ended;
      if (stopping.signal.aborted) return code === 0 || current.isDrained;
      pauseMs = toPause(pauseMs, performance.now() - forkedAt);
      log.error({ pid: current.pid, code, signal, pauseMs }, 'a worker ended and is replaced');
      metrics.countRestart();
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return true;
      forkedAt = performance.now();
      current = fork();
    }
  }
}

/** When a worker dies, Node leaks the connection it was handing over, and that client would wait indefinitely. */
function closeUnclaimed(worker: ChildProcess): void {
  const send = worker.send.bind(worker) as (...sent: unknown[]) => boolean;
  let connection: { close(): void } | undefined;
  worker.send = (...sent: [message: unknown, handle?: unknown]) => {
    connection = (sent[1] as typeof connection) ?? connection;
    return send(...sent);
  };
  // If the worker had claimed it, it is already closed, and closing it again has no effect.
  worker.once('exit', () => connection?.close());
}

/** @returns the URL it listens on */
async function startedOrEnd({ started, ended }: Worker): Promise<string> {
  try {
    return await started;
  } catch {
    const { code, signal } = await ended;
    // The worker has printed why.
    if (code) process.exit(code);
    throw new Error(`a worker ended during its start${signal === null ? '' : ` (${signal})`}`);
  }
}

/** The death of a worker older than this is not a sign of a crash loop. */
const MATURE_MS = 60_000;
const MIN_PAUSE_MS = 100;
const MAX_PAUSE_MS = 30_000;

/** How long to wait before the next worker; doubles while workers die young, so that a crash loop does not use up the CPU. */
function toPause(lastPauseMs: number, ageMs: number): number {
  if (ageMs > MATURE_MS) return 0;
  return Math.min(Math.max(lastPauseMs * 2, MIN_PAUSE_MS), MAX_PAUSE_MS);
}

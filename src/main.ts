import { type Config, readConfig } from './config/read.ts';
import { EXIT_CUT_OFF, endSoon, endStart, killAfter, MAX_CLEANUP_MS } from './exit.ts';
import type { Service, ServiceOptions, StartService } from './service.ts';

const onceStarted = stopOnSignal();
// The reader of standard output may stop after the first lines, as in `npm start | head -1`.
process.stdout.on('error', () => {});

try {
  await main();
} catch (error) {
  endStart(error);
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    const { renderHelp } = await import('./config/help.ts');
    say(renderHelp());
    return;
  }
  const config = readConfig(process.env, process.argv.slice(2));
  const startService = await loadStart(config);
  const { upstreamUrl } = config;
  const service =
    upstreamUrl === null
      ? await startDemo(config, startService)
      : await start({ ...config, upstreamUrl }, startService);
  onceStarted(service, config);
  if (config.explorer !== 'off') say(`Explorer: ${service.url}/graphql (open in a browser)`);
  say(`Ready: ${service.url}/graphql`);
}

/** One worker runs in this process. With several, this process only supervises them and does not load the service. */
async function loadStart({ workers }: Config): Promise<StartService> {
  if (workers === 1) return (await import('./service.ts')).startService;
  return (await import('./workers/primary.ts')).startWorkers;
}

async function startDemo(config: Config, startService: StartService): Promise<Service> {
  // Imported lazily: a service with an upstream does not need the emulator.
  const demo = await import('./demo.ts');
  return demo.startDemo(config, startService, say);
}

async function start(options: ServiceOptions, startService: StartService): Promise<Service> {
  const service = await startService(options);
  say(`GraphQL: ${service.url}/graphql`);
  say(`Metrics: ${service.metricsUrl}`);
  say(`Upstream: ${options.upstreamUrl}`);
  return service;
}

/** npm forwards signals even to a process that got them from the terminal, so signals within this time count as one. */
const SAME_SIGNAL_MS = 500;

/**
 * Listens for signals from the start: the kernel ignores a signal to process 1 of a container unless it has a listener.
 *
 * @returns call it with the service to stop; until then, a signal ends the process immediately
 */
function stopOnSignal(): (service: Service, config: Config) => void {
  let stop: (() => Promise<boolean>) | null = null;
  let killAfterMs = 0;
  let stopsSince: number | null = null;
  const onSignal = async () => {
    if (stop === null) process.exit(0);
    const now = performance.now();
    if (stopsSince !== null) {
      if (now - stopsSince < SAME_SIGNAL_MS) return;
      process.exit(EXIT_CUT_OFF);
    }
    stopsSince = now;
    killAfter(killAfterMs);
    endSoon((await stop()) ? 0 : EXIT_CUT_OFF);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  return (service, { drainTimeoutMs }) => {
    stop = service.stop;
    killAfterMs = drainTimeoutMs + 2 * MAX_CLEANUP_MS;
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

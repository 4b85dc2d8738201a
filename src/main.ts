import { type Config, readConfig } from './config/read.ts';
import { EXIT_CUT_OFF, endStart } from './exit.ts';
import type { Service, StartService } from './service.ts';

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
  const config = readConfig(process.env);
  const startService = await loadStart(config);
  const service =
    config.upstreamUrl === null
      ? await startDemo(config, startService)
      : await start(config, startService);
  stopOnSignal(service);
  if (config.explorer !== 'off') say(`Explorer: ${service.url}/graphql (open in a browser)`);
  say(`Ready: ${service.url}/graphql`);
}

/** In this process, or in several that this one looks after: then it needs nothing of the service itself. */
async function loadStart({ workers }: Config): Promise<StartService> {
  if (workers === 1) return (await import('./service.ts')).startService;
  return (await import('./workers/primary.ts')).startWorkers;
}

async function startDemo(config: Config, startService: StartService): Promise<Service> {
  // Loaded here only: a service with an upstream has no use for an emulator.
  const demo = await import('./demo.ts');
  return demo.startDemo(config, startService, say);
}

async function start(config: Config, startService: StartService): Promise<Service> {
  const { upstreamUrl } = config;
  if (upstreamUrl === null) throw new Error('no upstream to start with');
  const service = await startService({ ...config, upstreamUrl });
  say(`GraphQL: ${service.url}/graphql`);
  say(`Metrics: ${service.metricsUrl}`);
  say(`Upstream: ${upstreamUrl}`);
  return service;
}

/** npm passes a signal on, also to a process that the terminal has sent it to: what comes within this time is one. */
const SAME_SIGNAL_MS = 500;

function stopOnSignal(service: Service): void {
  let stopsSince: number | null = null;
  const stop = async () => {
    const now = performance.now();
    if (stopsSince !== null) {
      if (now - stopsSince < SAME_SIGNAL_MS) return;
      process.exit(EXIT_CUT_OFF);
    }
    stopsSince = now;
    process.exitCode = (await service.stop()) ? 0 : EXIT_CUT_OFF;
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

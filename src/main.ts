import { type Config, ConfigError, readConfig } from './config.ts';
import { type Service, startService } from './service.ts';

/** Exit codes: a wrong start, and work that was cut off at the end. */
const EXIT_WRONG_SETTINGS = 2;
const EXIT_CUT_OFF = 1;
const EXIT_NO_START = 1;

try {
  await main();
} catch (error) {
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_WRONG_SETTINGS);
  }
  process.stderr.write(`The service cannot start: ${toReason(error)}\n`);
  process.exit(EXIT_NO_START);
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    const { renderHelp } = await import('./help.ts');
    say(renderHelp());
    return;
  }
  const config = readConfig(process.env);
  const service = config.upstreamUrl === null ? await startDemo(config) : await start(config);
  stopOnSignal(service);
  say(`Ready: ${service.url}/graphql`);
}

async function startDemo(config: Config): Promise<Service> {
  // Loaded here only: a service with an upstream has no use for an emulator.
  const demo = await import('./demo.ts');
  return demo.startDemo(config, say);
}

async function start(config: Config): Promise<Service> {
  const { upstreamUrl } = config;
  if (upstreamUrl === null) throw new Error('no upstream to start with');
  const service = await startService({ ...config, upstreamUrl });
  say(`GraphQL: ${service.url}/graphql`);
  say(`Metrics: ${service.metricsUrl}`);
  say(`Upstream: ${upstreamUrl}`);
  return service;
}

function stopOnSignal(service: Service): void {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) process.exit(EXIT_CUT_OFF);
    isStopping = true;
    process.exitCode = (await service.stop()) ? 0 : EXIT_CUT_OFF;
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function toReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') return `${error.message}. Set PORT to a free port, or to 0 for any.`;
  if (code === 'EACCES') return `${error.message}. Set PORT to a port that you may listen on.`;
  return error.stack ?? error.message;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

#!/usr/bin/env node
import { type EmulatorOptions, startEmulator } from './emulator.ts';
import { HELP, readOptions } from './options.ts';
import { DEMO_KEY } from './world.ts';

try {
  const options = readOptions(process.argv.slice(2));
  if (options === null) process.stdout.write(HELP);
  else await run(options);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}

async function run(options: EmulatorOptions): Promise<void> {
  const emulator = await startEmulator(options);
  const stop = () => emulator.stop();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const lines = [
    `Emulator: ${emulator.url}`,
    ...(emulator.regionUrl === emulator.url ? [] : [`Region: ${emulator.regionUrl}`]),
    `Control: ${emulator.controlUrl}`,
    `Demo key: ${DEMO_KEY}`,
    'Ready',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

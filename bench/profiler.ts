/** Loaded into a profiled server (`--import`): the first SIGUSR2 starts the profiler, the second writes the profile. */
import { renameSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

const file = process.env['BENCH_PROFILE'] ?? 'bench.cpuprofile';
const session = new Session();
session.connect();
let isRunning = false;

process.on('SIGUSR2', async () => {
  if (!isRunning) {
    isRunning = true;
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 100 });
    await session.post('Profiler.start');
    return;
  }
  const { profile } = await session.post('Profiler.stop');
  writeFileSync(`${file}.part`, JSON.stringify(profile));
  renameSync(`${file}.part`, file);
});

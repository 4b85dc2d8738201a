/**
 * `npm run soak`: minutes of reads, writes and faults, then as many of repeated mutations with idempotency keys while
 * instances and Redis are killed. SOAK_SECONDS sets the duration of each in seconds (default 120).
 *
 * `npm run soak -- --hostile` instead sends the most costly known requests at the rate limit of one address to a service
 * with the heap of a small pod.
 */
import { soakHostile } from './hostile.ts';
import { soakKeys } from './key-soak.ts';
import { startSoak, waitUntilAtMost } from './soak.ts';

const SECONDS = Number(process.env['SOAK_SECONDS'] ?? 120);
if (!(SECONDS > 0)) {
  console.error(
    `SOAK_SECONDS must be a number of seconds above 0: got "${process.env['SOAK_SECONDS']}"`,
  );
  process.exit(2);
}
const CALLERS = 400;
const CONCURRENCY = 64;
/** After it, caches are full and code is compiled. */
const WARM_UP_SHARE = 0.25;
/** The difference that a heap of about 40 MB may show from one collection to the next. */
const HEAP_TOLERANCE_BYTES = 6_000_000;
/** Reading metrics needs a connection, and a few files are opened late. */
const FILES_TOLERANCE = 4;
/** Idle connections to upstream end after 4 s. */
const CONNECTIONS_END_MS = 20_000;

const until = (seconds: number) => {
  const end = performance.now() + seconds * 1000;
  return () => performance.now() >= end;
};
const toMegabytes = (bytes: number) => (bytes / 1e6).toFixed(1);

if (process.argv.includes('--hostile')) {
  console.log(`Sending the most costly requests for ${SECONDS} s …`);
  const { answers, exitCode, log } = await soakHostile(SECONDS, (sample) =>
    console.log(JSON.stringify(sample)),
  );
  console.table(answers);
  if (exitCode !== 0) console.error(`the service ended with ${exitCode}:\n${log.slice(-5_000)}`);
  process.exit(exitCode === 0 ? 0 : 1);
}

const soak = await startSoak({
  callers: CALLERS,
  concurrency: CONCURRENCY,
  env: { NODE_ENV: 'production' },
});
const { service } = soak;
const filesAtFirst = await service.readOpenFiles();
console.log(`Warming up for ${SECONDS * WARM_UP_SHARE} s …`);
await soak.run(until(SECONDS * WARM_UP_SHARE));
const heapWarm = await service.readHeapBytes();
console.log(`Soaking for ${SECONDS * (1 - WARM_UP_SHARE)} s …`);
await soak.run(until(SECONDS * (1 - WARM_UP_SHARE)));
const heapAtEnd = await service.readHeapBytes();
soak.rest();
const filesAtEnd = await waitUntilAtMost(
  service.readOpenFiles,
  filesAtFirst + FILES_TOLERANCE,
  CONNECTIONS_END_MS,
);
const { rows, mistakes, exitCode, log } = await soak.finish();

console.table(
  Object.fromEntries(
    rows.map(({ kind, medianMs, p99Ms, ...row }) => [
      kind,
      { ...row, 'median ms': Number(medianMs.toFixed(1)), 'p99 ms': Number(p99Ms.toFixed(1)) },
    ]),
  ),
);
const operations = rows.reduce((sum, row) => sum + row.operations, 0);
console.table({
  operations,
  'operations a second': Math.round(operations / SECONDS),
  'wrong answers': mistakes.length,
  'heap when warm, MB': toMegabytes(heapWarm),
  'heap at the end, MB': toMegabytes(heapAtEnd),
  'open files at first': filesAtFirst,
  'open files at the end': filesAtEnd,
  'exit code': exitCode,
});

console.log(`Killing instances and Redis under idempotency keys for ${SECONDS} s …`);
const keys = await soakKeys(SECONDS);
const { mistakes: keyMistakes, endings, ...counts } = keys;
console.table({ ...counts, ...endings, mistakes: keyMistakes.length });

const problems = [
  ...mistakes,
  ...keyMistakes,
  ...(log === '' ? [] : [`the service logged errors:\n${log.slice(0, 5_000)}`]),
  ...(exitCode === 0 ? [] : [`the service ended with ${exitCode}`]),
  ...(heapAtEnd - heapWarm > HEAP_TOLERANCE_BYTES ? ['the heap has grown'] : []),
  ...(filesAtEnd > filesAtFirst + FILES_TOLERANCE ? ['connections are left open'] : []),
];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

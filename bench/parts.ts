/** `npm run bench:parts`: CPU time of the parts that docs/performance.md lists, each beside what it replaces. */
import { createHmac, createSecretKey, randomBytes } from 'node:crypto';

const ROUNDS = 9;
const CALLS_PER_ROUND = 20_000;

const bytes = randomBytes(32);
const secretKey = createSecretKey(bytes);
const hmac = (key: Parameters<typeof createHmac>[1]) =>
  createHmac('sha256', key).update('caller').digest('base64url');

const parts: Readonly<Record<string, () => unknown>> = {
  'HMAC with a KeyObject': () => atDepth(() => hmac(secretKey)),
  'HMAC with the bytes of the secret': () => atDepth(() => hmac(bytes)),
  'one AbortController and a listener': () => {
    const { signal } = new AbortController();
    signal.addEventListener('abort', () => {});
  },
  'AbortSignal.any of two and a listener': () => {
    const signals = [new AbortController().signal, new AbortController().signal];
    AbortSignal.any(signals).addEventListener('abort', () => {});
  },
};

const micros = new Map<string, number[]>();
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [title, run] of Object.entries(parts)) {
    const before = process.cpuUsage();
    for (let call = 0; call < CALLS_PER_ROUND; call += 1) run();
    const { user, system } = process.cpuUsage(before);
    micros.set(title, [...(micros.get(title) ?? []), (user + system) / CALLS_PER_ROUND]);
  }
}
for (const [title, all] of micros) {
  const median = all.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
  console.log(`${title}: ${median.toFixed(1)} µs`);
}

/** An error that Node throws and catches captures the stack, so it costs more at the depth of a request. */
function atDepth(run: () => unknown, depth = 20): unknown {
  return depth === 0 ? run() : [atDepth(run, depth - 1)];
}

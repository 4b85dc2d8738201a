/**
 * `npm run measure:cost`: CPU time and memory of a service process for the most expensive known requests, each sent three
 * times, and how long each blocked the event loop at most (sampled every 10 ms).
 */
import { startEmulator } from '../../emulator/src/emulator.ts';
import { startServiceProcess } from '../soak/service-process.ts';
import { type CostlyRequest, createCostlyRequests, toHttpRequest } from './costly-requests.ts';
import { createCostlyWorld } from './costly-world.ts';

const CPU_SECONDS = 'process_cpu_seconds_total';
const TIMES = 3;
const WARM_UPS = 20;

const { world, key, ids } = createCostlyWorld();
const emulator = await startEmulator({ world });
const service = await startServiceProcess({
  TILEDB_REST_URL: emulator.url,
  NODE_ENV: 'production',
  INTROSPECTION: 'true',
  LOG_LEVEL: 'error',
  RATE_LIMIT_OPERATIONS_PER_MINUTE: '0',
});
let number = 0;
const requests = createCostlyRequests(ids);
for (let n = 0; n < WARM_UPS; n += 1) {
  await send({
    query: `query W${n} { invitations(perPage: 20) { nodes { id type status target { __typename } } } }`,
  });
}
const rows: Record<string, object> = {};
for (const [title, make] of Object.entries(requests)) {
  if (process.argv[2] !== undefined && !title.includes(process.argv[2])) continue;
  const cpu: number[] = [];
  const blocked: number[] = [];
  const kept: number[] = [];
  let last = { status: 0, bytes: 0, code: '' };
  for (let time = 0; time < TIMES; time += 1) {
    number += 1;
    const heapBefore = await service.readHeapBytes();
    const before = await service.readMetrics();
    last = await send(make(number));
    const after = await service.readMetrics();
    cpu.push(1_000 * (after(CPU_SECONDS) - before(CPU_SECONDS)));
    // Counted since the metrics were read before.
    blocked.push(1_000 * after('nodejs_eventloop_lag_max_seconds'));
    kept.push((await service.readHeapBytes()) - heapBefore);
  }
  rows[title] = {
    'CPU ms': cpu.map(Math.round).join(' '),
    'blocked ms': blocked.map(Math.round).join(' '),
    'kept kB': kept.map((bytes) => Math.round(bytes / 1_000)).join(' '),
    ...last,
  };
}
console.table(rows);
await service.stop();
await emulator.stop();

async function send(request: CostlyRequest) {
  const response = await fetch(`${service.url}/graphql`, toHttpRequest(request, key));
  const text = await response.text();
  const { errors = [] } = JSON.parse(text) as {
    errors?: { message: string; extensions: { code: string } }[];
  };
  const code = errors[0] ? `${errors.length} × ${errors[0].extensions.code}` : '';
  return {
    status: response.status,
    bytes: text.length,
    code,
    why: errors[0]?.message.slice(0, 60),
  };
}

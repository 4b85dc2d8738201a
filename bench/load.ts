/** The load generator: a closed loop over a fixed number of keep-alive connections. */
import { isDeepStrictEqual } from 'node:util';
import { Client } from 'undici';
import { createAsker, type Dialect, expectedAnswer, type Workload } from './workloads.ts';

export interface Target {
  url: string;
  dialect: Dialect;
}

/** Sends one request and compares the whole response. @returns its length, which the load then checks */
export async function check(target: Target, workload: Workload, n = 0): Promise<number> {
  const client = new Client(target.url);
  try {
    const { status, body } = await ask(client, createAsker(workload, target.dialect)(n));
    const text = body.toString();
    if (status !== 200) throw new Error(`status ${status}: ${text.slice(0, 500)}`);
    const expected = expectedAnswer(workload, target.dialect, n);
    if (!isDeepStrictEqual(JSON.parse(text), expected)) {
      throw new Error(
        `wrong response: ${text.slice(0, 900)}\nexpected: ${JSON.stringify(expected).slice(0, 900)}`,
      );
    }
    return body.length;
  } finally {
    await client.destroy();
  }
}

/** Sends requests over all connections until time is up; checks the status, length and echo of every response. */
export async function load(
  target: Target,
  workload: Workload,
  { connections, milliseconds }: { connections: number; milliseconds: number },
) {
  const length = await check(target, workload);
  const question = createAsker(workload, target.dialect);
  const clients = Array.from({ length: connections }, () => new Client(target.url));
  const start = performance.now();
  const end = start + milliseconds;
  let operations = 0;
  let next = 0;
  try {
    await Promise.all(
      clients.map(async (client) => {
        while (performance.now() < end) {
          const asked = question(next++);
          const { status, body } = await ask(client, asked);
          if (status !== 200 || body.length !== length || !body.includes(asked.echo)) {
            throw new Error(
              `status ${status}, wrong response under load: ${body.subarray(0, 500)}`,
            );
          }
          operations += 1;
        }
      }),
    );
    return { operations, milliseconds: performance.now() - start };
  } finally {
    await Promise.all(clients.map((client) => client.destroy()));
  }
}

/** Duration in milliseconds of each of `count` operations, sent in sequence on one connection. */
export async function latencies(target: Target, workload: Workload, count: number) {
  const question = createAsker(workload, target.dialect);
  return timeEach(target.url, count, (client, n) => ask(client, question(n)));
}

/** The same for the bare REST call behind a list of ten. */
export async function rawLatencies(upstreamUrl: string, count: number) {
  const path = `/v1/invitations?organization=org-0000000&page=1&per_page=10`;
  return timeEach(upstreamUrl, count, (client) =>
    ask(client, { body: null, key: 'key-0' }, { method: 'GET', path }),
  );
}

async function timeEach(
  url: string,
  count: number,
  call: (client: Client, n: number) => Promise<unknown>,
) {
  const client = new Client(url);
  const times: number[] = [];
  try {
    await call(client, 0); // connects
    for (let n = 1; n <= count; n += 1) {
      const start = performance.now();
      await call(client, n);
      times.push(performance.now() - start);
    }
    return times;
  } finally {
    await client.destroy();
  }
}

interface Answer {
  status: number;
  body: Buffer;
}

/** undici's dispatch: half the cost of its request(), so that the load generator's core is not the bottleneck. */
function ask(
  client: Client,
  { body, key }: { body: string | null; key: string },
  { method, path } = { method: 'POST', path: '/graphql' },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let status = 0;
    const chunks: Buffer[] = [];
    client.dispatch(
      {
        method,
        path,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'x-tiledb-rest-api-key': key,
        },
        body,
      },
      {
        onRequestStart() {},
        onResponseStart(_, statusCode) {
          status = statusCode;
        },
        onResponseData(_, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          const [first] = chunks;
          const whole = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
          resolve({ status, body: whole });
        },
        onResponseError(_, error) {
          reject(error);
        },
      },
    );
  });
}

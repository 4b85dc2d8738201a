import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { pipeline } from 'node:stream';

/** One address for servers of which only one is meant at a time. */
export interface Relay {
  readonly url: string;
  /** Passes new connections on to this server, and ends those to the one before. */
  pointAt(url: string): void;
  stop(): void;
}

export async function startRelay(): Promise<Relay> {
  let target = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    const service = connect(target, '127.0.0.1');
    pipeline(client, service, client, () => open.delete(client));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endAll = () => {
    for (const client of open) client.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pointAt(url) {
      target = Number(new URL(url).port);
      endAll();
    },
    stop() {
      server.close();
      endAll();
    },
  };
}

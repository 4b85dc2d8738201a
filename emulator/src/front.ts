import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createJournal, type JournalEntry } from './journal.ts';
import { close, createServer, listen, type Place } from './listen.ts';

export type RedirectStatus = 301 | 302 | 307 | 308;

/** A front before the regions, like api.tiledb.com; it only redirects. */
export interface Front {
  /** Its origin. */
  readonly url: string;
  readonly journal: readonly JournalEntry[];
  clear(): void;
  stop(): Promise<void>;
}

/** Redirects every request to the region, with the same path and query. */
export async function startFront(
  place: Place,
  region: string,
  status: RedirectStatus,
): Promise<Front> {
  const journal = createJournal();
  const server = createServer(place);
  server.on('request', redirect);
  return {
    url: await listen(server, place),
    journal: journal.entries,
    clear: journal.clear,
    stop: () => close(server),
  };

  async function redirect(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: target = '', headers, rawHeaders } = request;
    const entry = journal.record({ operation: null, method, target, rawHeaders, headers });
    entry.body = await text(request).catch(() => '');
    entry.status = status;
    response.writeHead(status, { location: `${region}${target}`, 'content-length': 0 }).end();
    journal.close(entry);
  }
}

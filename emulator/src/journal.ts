import type { IncomingHttpHeaders } from 'node:http';
import type { OperationId } from './routes.ts';

/** One request; what is unknown when it arrives is filled in later. */
export interface JournalEntry {
  /** Null when the request line matches no operation. */
  operation: OperationId | null;
  method: string;
  /** The raw request target as received, still encoded. */
  target: string;
  /** Decoded, the last value of a repeated name. */
  query: Record<string, string>;
  rawHeaders: readonly string[];
  headers: IncomingHttpHeaders;
  /** '' until it is read. */
  body: string;
  /** Status of the response; null if it was cut or never sent. */
  status: number | null;
  /** Whether the client disconnected before the response was complete. */
  aborted: boolean;
}

/** Which requests match. */
export interface ArrivalFilter {
  operation?: OperationId;
}

/** Every request in order of arrival, and a way to wait for one. */
export interface Journal {
  readonly entries: readonly JournalEntry[];
  record(arrival: Omit<JournalEntry, 'query' | 'body' | 'status' | 'aborted'>): JournalEntry;
  /** Call once the entry is final. */
  close(entry: JournalEntry): void;
  arrived(n: number, filter?: ArrivalFilter): Promise<JournalEntry>;
  ended(n: number, filter?: ArrivalFilter): Promise<JournalEntry>;
  clear(): void;
}

interface Waiter {
  find: () => JournalEntry | undefined;
  resolve: (entry: JournalEntry) => void;
}

export function createJournal(): Journal {
  const entries: JournalEntry[] = [];
  const closed = new Set<JournalEntry>();
  let waiters: Waiter[] = [];

  function wait(find: Waiter['find']): Promise<JournalEntry> {
    return new Promise((resolve) => {
      waiters.push({ find, resolve });
      wake();
    });
  }

  function wake(): void {
    const awake = waiters;
    waiters = [];
    for (const waiter of awake) {
      const entry = waiter.find();
      if (entry === undefined) {
        waiters.push(waiter);
      } else {
        waiter.resolve(entry);
      }
    }
  }

  function find(n: number, { operation }: ArrivalFilter): JournalEntry | undefined {
    const counted = entries.filter((entry) => !operation || entry.operation === operation);
    return counted[n - 1];
  }

  return {
    entries,
    record(arrival) {
      const query = Object.fromEntries(new URLSearchParams(queryOf(arrival.target)));
      const entry = { ...arrival, query, body: '', status: null, aborted: false };
      entries.push(entry);
      wake();
      return entry;
    },
    close(entry) {
      closed.add(entry);
      wake();
    },
    arrived(n, filter = {}) {
      return wait(() => find(n, filter));
    },
    ended(n, filter = {}) {
      return wait(() => {
        const entry = find(n, filter);
        return entry && closed.has(entry) ? entry : undefined;
      });
    },
    clear() {
      entries.length = 0;
      closed.clear();
      waiters = [];
    },
  };
}

function queryOf(target: string): string {
  const start = target.indexOf('?');
  return start < 0 ? '' : target.slice(start + 1);
}

import DataLoader from 'dataloader';
import { Semaphore } from '../concurrency/semaphore.ts';
import type { Invitation, InvitationPage } from '../domain/invitation.ts';
import type { InvitationQuery } from '../domain/upstream.ts';
import type { ReadPage } from './list.ts';
import { createLookup } from './lookup.ts';

export interface ReadsOptions {
  /** Maximum pages that one operation may read for lookups by id. */
  readonly lookupMaxPages: number;
  /** Called for every read that the operation requests, with whether it had requested the same one before. */
  readonly onRead: (loader: 'page' | 'invitation', isHit: boolean) => void;
}

/** What one operation has read since its last write. */
export interface Reads {
  readonly readPage: ReadPage;
  /** Reads a page even if it was read before. */
  readonly readFresh: ReadPage;
  readonly find: (id: string) => Promise<Invitation | null>;
}

/** One operation may request a thousand lists; the limit keeps it from filling the queue of upstream calls. */
const MAX_CONCURRENT_READS = 10;

/** Caches reads, so that an operation never reads the same thing twice. */
export function createReads(fetchPage: ReadPage, options: ReadsOptions): Reads {
  const semaphore = new Semaphore(MAX_CONCURRENT_READS);
  const pages = new Map<string, Promise<InvitationPage>>();
  const wanted = new Set<string>();
  /** Created on first use: most operations look up no invitation by id. */
  let loader: DataLoader<string, Invitation | null> | null = null;

  return { readPage, readFresh, find };

  /** Caches failures too, so that the operation does not repeat a failed read. */
  function readPage(query: InvitationQuery): Promise<InvitationPage> {
    const key = toKey(query);
    const known = pages.get(key);
    options.onRead('page', known !== undefined);
    return known ?? fetch(key, query);
  }

  function readFresh(query: InvitationQuery): Promise<InvitationPage> {
    options.onRead('page', false);
    return fetch(toKey(query), query);
  }

  function fetch(key: string, query: InvitationQuery): Promise<InvitationPage> {
    const page = semaphore.run(() => fetchPage(query));
    pages.set(key, page);
    return page;
  }

  function find(id: string): Promise<Invitation | null> {
    options.onRead('invitation', wanted.has(id));
    wanted.add(id);
    loader ??= new DataLoader(createLookup({ readPage, readFresh }, options.lookupMaxPages));
    return loader.load(id);
  }
}

/** All queries are built by the same code, so equal queries have their properties in the same order. */
function toKey(query: InvitationQuery): string {
  return JSON.stringify(query);
}

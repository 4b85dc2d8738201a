import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { InvitationOrder, InvitationType } from 'tiledb-invitations-client';
import { keysOf } from './parts/Choice.tsx';
import { ORDERS, STATUSES, type Status, TYPES, VIEWS, type View } from './words/choices.ts';

/** What the page shows. It is kept in the URL, so that reloads and links show the same. */
export interface Place {
  readonly view: View;
  readonly status: Status;
  readonly type: InvitationType | undefined;
  readonly organization: string;
  readonly order: InvitationOrder | undefined;
  readonly search: string;
  readonly page: number;
  /** Infinite scrolling instead of pages. */
  readonly isEndless: boolean;
}

export function readPlace(query: string, view: View): Place {
  const params = new URLSearchParams(query);
  const page = Number(params.get('page'));
  return {
    view: oneOf(keysOf(VIEWS), params.get('view')) ?? view,
    status: oneOf(keysOf(STATUSES), params.get('status')) ?? 'pending',
    type: oneOf(keysOf(TYPES), params.get('type')),
    organization: params.get('organization') ?? '',
    order: oneOf(keysOf(ORDERS), params.get('order')),
    search: params.get('search') ?? '',
    page: Number.isInteger(page) && page > 1 ? page : 1,
    isEndless: params.get('list') === 'endless',
  };
}

/** Omits defaults. */
export function writePlace(place: Place, view: View): string {
  const params = new URLSearchParams();
  if (place.view !== view) params.set('view', place.view);
  if (place.status !== 'pending') params.set('status', place.status);
  if (place.type) params.set('type', place.type);
  if (place.organization) params.set('organization', place.organization);
  if (place.order) params.set('order', place.order);
  if (place.search) params.set('search', place.search);
  if (place.page > 1) params.set('page', String(place.page));
  if (place.isEndless) params.set('list', 'endless');
  const query = params.toString();
  return query && `?${query}`;
}

/** @param view used when the URL contains no view */
export function usePlace(view: View): [Place, (change: Partial<Place>) => void] {
  const query = useSyncExternalStore(subscribe, () => location.search);
  const place = useMemo(() => readPlace(query, view), [query, view]);
  const go = useCallback(
    (change: Partial<Place>) => {
      // A different list starts at its first page.
      const next = { ...readPlace(location.search, view), page: 1, ...change };
      history.replaceState(null, '', `${location.pathname}${writePlace(next, view)}`);
      dispatchEvent(new PopStateEvent('popstate'));
    },
    [view],
  );
  return [place, go];
}

function subscribe(listener: () => void): () => void {
  addEventListener('popstate', listener);
  return () => removeEventListener('popstate', listener);
}

function oneOf<Value extends string>(values: readonly Value[], text: string | null) {
  return values.find((value) => value === text);
}

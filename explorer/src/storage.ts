const READY_TABS_KEY = 'explorer:readyTabs';
const TABS_KEY = 'graphiql:tabState';

/** GraphiQL shows the tabs that it remembers; when the ready ones have changed, show those instead. */
export function forgetOtherTabs(storage: Storage, readyTabs: string): void {
  if (storage.getItem(READY_TABS_KEY) === readyTabs) return;
  storage.removeItem(TABS_KEY);
  storage.setItem(READY_TABS_KEY, readyTabs);
}

/**
 * GraphiQL stores the active tab among all tabs and again as three texts, each some time after a
 * change. If they differ at a reload, it opens another tab with some of each. So these three are
 * read from the active tab and not stored.
 */
const OF_ACTIVE_TAB: Readonly<Record<string, 'query' | 'variables' | 'headers' | undefined>> = {
  'graphiql:query': 'query',
  'graphiql:variables': 'variables',
  'graphiql:headers': 'headers',
};

/**
 * What GraphiQL remembers across a reload.
 *
 * @param toStored changes a JSON text before it is stored
 */
export function createStorage(storage: Storage, toStored: (json: string) => string = (it) => it) {
  return {
    get length() {
      return storage.length;
    },
    getItem(key: string) {
      const part = OF_ACTIVE_TAB[key];
      return part === undefined ? storage.getItem(key) : (readActiveTab(storage)?.[part] ?? null);
    },
    setItem(key: string, value: string) {
      if (OF_ACTIVE_TAB[key] === undefined) storage.setItem(key, toStored(value));
    },
    removeItem: (key: string) => storage.removeItem(key),
    clear: () => storage.clear(),
  };
}

/**
 * For {@link createStorage}: stores these headers instead of the typed ones, since one of those is
 * somebody's key. In tabs and in the history, headers are a text.
 */
export function withHeaders(headers: string): (json: string) => string {
  return (json) => {
    if (!json.includes('"headers"')) return json;
    return JSON.stringify(
      JSON.parse(json, (key, value: unknown) => (key === 'headers' ? headers : value)),
    );
  };
}

interface StoredTabs {
  readonly tabs: readonly StoredTab[];
  readonly activeTabIndex: number;
}

interface StoredTab {
  readonly query: string | null;
  readonly variables: string | null;
  readonly headers: string | null;
}

function readActiveTab(storage: Storage): StoredTab | undefined {
  const stored = storage.getItem(TABS_KEY);
  if (stored === null) return undefined;
  const { tabs, activeTabIndex }: StoredTabs = JSON.parse(stored);
  return tabs[activeTabIndex];
}

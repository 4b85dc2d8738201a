const READY_TABS_KEY = 'explorer:readyTabs';
const TABS_KEY = 'graphiql:tabState';

/** GraphiQL restores the tabs of the last visit; discards those when the prepared tabs have changed. */
export function forgetOtherTabs(storage: Storage, readyTabs: string): void {
  if (storage.getItem(READY_TABS_KEY) === readyTabs) return;
  storage.removeItem(TABS_KEY);
  storage.setItem(READY_TABS_KEY, readyTabs);
}

/**
 * GraphiQL stores the active tab with all tabs, and again as three separate texts, each some time
 * after a change. If they differ on reload, it opens another tab with a mixture. So these three are
 * read from the active tab and never stored.
 */
const OF_ACTIVE_TAB: Readonly<Record<string, 'query' | 'variables' | 'headers' | undefined>> = {
  'graphiql:query': 'query',
  'graphiql:variables': 'variables',
  'graphiql:headers': 'headers',
};

/**
 * The storage that GraphiQL uses.
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
 * For {@link createStorage}: stores the given headers instead of those the user typed, which contain
 * their key. In tabs and the history, the headers are one string.
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

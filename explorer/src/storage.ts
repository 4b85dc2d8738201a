const READY_TABS_KEY = 'explorer:readyTabs';
const EDITOR_KEYS = ['tabState', 'query', 'variables', 'headers'].map((key) => `graphiql:${key}`);

/** GraphiQL shows the tabs that it remembers; when the ready ones have changed, they are shown anew. */
export function forgetOtherTabs(storage: Storage, readyTabs: string): void {
  if (storage.getItem(READY_TABS_KEY) === readyTabs) return;
  for (const key of EDITOR_KEYS) storage.removeItem(key);
  storage.setItem(READY_TABS_KEY, readyTabs);
}

/** A storage that keeps everything but headers, since one of them is somebody's key. */
export function withoutHeaders(storage: Storage, headers: string) {
  return {
    get length() {
      return storage.length;
    },
    getItem: (key: string) => storage.getItem(key),
    removeItem: (key: string) => storage.removeItem(key),
    clear: () => storage.clear(),
    setItem(key: string, value: string) {
      storage.setItem(key, key === 'graphiql:headers' ? headers : replaceHeaders(value, headers));
    },
  };
}

// Tabs and history are JSON in which headers are a text of their own.
function replaceHeaders(value: string, headers: string): string {
  if (!value.includes('"headers"')) return value;
  return JSON.stringify(
    JSON.parse(value, (key, inner: unknown) => (key === 'headers' ? headers : inner)),
  );
}

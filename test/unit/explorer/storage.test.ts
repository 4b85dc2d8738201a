import { describe, expect, it } from 'vitest';
import { createStorage, withHeaders } from '../../../explorer/src/storage.ts';

const TABS = 'graphiql:tabState';
const EMPTY_KEY = '{"X-TILEDB-REST-API-KEY":""}';
const TYPED_KEY = '{"X-TILEDB-REST-API-KEY":"a secret"}';

const LIST = { query: 'query List', variables: '', headers: EMPTY_KEY };
const INVITE = { query: 'mutation Invite', variables: '{"input":1}', headers: TYPED_KEY };

function createMemory(entries: Record<string, string> = {}): Storage {
  const map = new Map(Object.entries(entries));
  return {
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    clear: () => map.clear(),
  };
}

describe('createStorage', () => {
  it('reads the editors from the active tab, whatever GraphiQL wrote for them last', () => {
    const storage = createStorage(createMemory({ 'graphiql:variables': 'of the tab before' }));
    storage.setItem(TABS, JSON.stringify({ tabs: [LIST, INVITE], activeTabIndex: 1 }));
    storage.setItem('graphiql:query', LIST.query);
    expect(storage.getItem('graphiql:query')).toBe(INVITE.query);
    expect(storage.getItem('graphiql:variables')).toBe(INVITE.variables);
    expect(storage.getItem('graphiql:headers')).toBe(INVITE.headers);
  });

  it('has nothing for the editors before there are tabs', () => {
    const storage = createStorage(createMemory());
    storage.setItem('graphiql:variables', '{}');
    expect(storage.getItem('graphiql:variables')).toBeNull();
  });

  it('keeps everything else as it is', () => {
    const storage = createStorage(createMemory());
    storage.setItem('graphiql:theme', 'dark');
    expect(storage.getItem('graphiql:theme')).toBe('dark');
  });
});

describe('withHeaders', () => {
  it('stores no typed key, neither in tabs nor in the history', () => {
    const memory = createMemory();
    const storage = createStorage(memory, withHeaders(EMPTY_KEY));
    storage.setItem(TABS, JSON.stringify({ tabs: [LIST, INVITE], activeTabIndex: 1 }));
    storage.setItem('graphiql:headers', TYPED_KEY);
    storage.setItem('graphiql:queries', JSON.stringify({ queries: [INVITE] }));
    expect(memory.length).toBe(2);
    expect(memory.getItem(TABS)).toBe(
      JSON.stringify({ tabs: [LIST, { ...INVITE, headers: EMPTY_KEY }], activeTabIndex: 1 }),
    );
    expect(memory.getItem('graphiql:queries')).toBe(
      JSON.stringify({ queries: [{ ...INVITE, headers: EMPTY_KEY }] }),
    );
  });
});

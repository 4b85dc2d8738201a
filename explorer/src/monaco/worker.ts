// One script for Monaco's three kinds of worker, so that they share code; the worker's name is its kind.
// Messages that arrive before that kind's code is loaded are queued.
const waiting: MessageEvent[] = [];
self.onmessage = (message) => waiting.push(message);

loadKind(self.name).then(() => {
  for (const message of waiting) self.onmessage?.(message);
});

function loadKind(kind: string): Promise<unknown> {
  switch (kind) {
    case 'graphql':
      return import('monaco-graphql/esm/graphql.worker.js');
    case 'json':
      return import('monaco-editor/esm/vs/language/json/json.worker.js');
    default:
      return import('monaco-editor/esm/vs/editor/editor.worker.js');
  }
}

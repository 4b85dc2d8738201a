import type {} from 'monaco-editor';
import MonacoWorker from './monaco/worker.ts?worker';

// Without this Monaco starts its workers from blobs, which the content security policy forbids.
window.MonacoEnvironment = {
  getWorker: (_id, kind) => new MonacoWorker({ name: kind }),
};

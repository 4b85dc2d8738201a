import { hash } from 'node:crypto';

/** Lua that Redis runs as one step; it may touch one key only, so that any part of a cluster can run it. */
export interface Script {
  readonly text: string;
  /** What Redis knows it by, once it has seen the text. */
  readonly sha1: string;
}

export function createScript(text: string): Script {
  return { text, sha1: hash('sha1', text) };
}

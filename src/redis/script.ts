import { hash } from 'node:crypto';

/** A Lua script, which Redis runs atomically. It may access only one key, so that any node of a cluster can run it. */
export interface Script {
  readonly text: string;
  /** For EVALSHA, once Redis has seen the text. */
  readonly sha1: string;
}

export function createScript(text: string): Script {
  return { text, sha1: hash('sha1', text) };
}

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Loads a package of test/peers/package.json; the caller provides its types. */
export function requirePeer<Peer>(name: string): Peer {
  try {
    return require(name);
  } catch (cause) {
    throw new Error(`Cannot load ${name}; to install it: npm ci --prefix test/peers`, { cause });
  }
}

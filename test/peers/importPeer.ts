/** Loads a package of test/peers/package.json that is no CommonJS, whose types the caller states. */
export async function importPeer<Peer>(name: string): Promise<Peer> {
  try {
    return await import(name);
  } catch (cause) {
    throw new Error(`Cannot load ${name}; to install it: npm ci --prefix test/peers`, { cause });
  }
}

/** Loads an ES module package of test/peers/package.json; the caller provides its types. */
export async function importPeer<Peer>(name: string): Promise<Peer> {
  try {
    return await import(name);
  } catch (cause) {
    throw new Error(`Cannot load ${name}; to install it: npm ci --prefix test/peers`, { cause });
  }
}

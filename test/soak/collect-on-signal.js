// Loaded into the service by the soak: what is left after a collection is what is really held.
process.on('SIGUSR2', () => {
  globalThis.gc();
  process.stdout.write('collected\n');
});

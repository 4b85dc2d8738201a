// Hive Gateway's runtime on Node's own server: its command line cannot tell which port it took. Reads PORT,
// and TRACES_URL, where it sends spans.
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway';
import { exportSpans } from './export-spans.mjs';
import { gatewayConfig } from './hive.config.mjs';

const { TRACES_URL } = process.env;
const plugins = TRACES_URL ? [exportSpans(TRACES_URL)] : [];
const runtime = createGatewayRuntime({
  ...gatewayConfig,
  plugins: () => plugins,
  logging: 'error',
});
const server = createServer(runtime);
server.listen(Number(process.env.PORT), '127.0.0.1', () => {
  console.log(`Ready: http://127.0.0.1:${server.address().port}/graphql`);
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    server.close();
    server.closeIdleConnections();
    await runtime.dispose();
  });
}

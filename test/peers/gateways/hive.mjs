// Hive Gateway's runtime on Node's own server: its command line cannot tell which port it took. Reads PORT.
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway';
import { gatewayConfig } from './hive.config.mjs';

const runtime = createGatewayRuntime({ ...gatewayConfig, logging: 'error' });
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

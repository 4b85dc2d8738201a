import { describe, expect, it, onTestFinished } from 'vitest';
import { startMetricsServer } from '../../../src/edge/metrics-server.ts';

async function start(port = 0) {
  const server = await startMetricsServer({
    host: '127.0.0.1',
    port,
    metrics: { contentType: 'text/plain', metrics: async () => 'a_total 1\n' },
  });
  onTestFinished(server.stop);
  return server;
}

describe('the metrics on METRICS_PORT', () => {
  it.each(['', '?', '?x=1'])('are served with the query %j', async (query) => {
    const { url } = await start();
    const response = await fetch(url + query);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('a_total 1\n');
  });

  it('answer HEAD with the headers of GET and no body', async () => {
    const { url } = await start();
    const response = await fetch(url, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(response.headers.get('content-length')).toBe('10');
    expect(await response.text()).toBe('');
  });

  it('reject other methods with 405 and other paths with 404', async () => {
    const { url } = await start();
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${url}x`)).status).toBe(404);
  });

  it('name the setting to change when the port is in use', async () => {
    const { url } = await start();
    const taken = startMetricsServer({
      host: '127.0.0.1',
      port: Number(new URL(url).port),
      metrics: { contentType: '', metrics: async () => '' },
    });
    await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE', variable: 'METRICS_PORT' });
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config/read.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('docs/platform.md', () => {
  it.each(['test/peers/gateways/apollo.mjs', 'test/peers/gateways/hive.config.mjs'])(
    'shows the file that the tests run: %s',
    (program) => {
      const tested = /\/\/ docs: [^\n]*\n([\s\S]*?)\/\/ docs: end/.exec(read(program))?.[1]?.trim();
      expect(tested).toContain('FORWARDED');
      expect(read('docs/platform.md')).toContain(tested);
    },
  );

  describe('shows a configuration of Apollo Router that', () => {
    const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(read('docs/platform.md')) ?? [];
    const router = parse(yaml);

    it('forwards the headers that the tested gateways forward', () => {
      const rules: Record<string, { named?: string; name?: string }>[] =
        router.headers.subgraphs.invitations.request;
      const sent = rules.flatMap(({ propagate, insert }) => propagate?.named ?? insert?.name ?? []);
      const tested = read('test/peers/gateways/hive.config.mjs');
      const lists = [...tested.matchAll(/const (?:FORWARDED|CREDENTIALS) = \[(.*)\]/g)];
      const names = lists.flatMap(([, list = '']) => list.match(/[\w-]+/g) ?? []);
      expect(names).toContain('idempotency-key');
      expect(sent.sort()).toEqual([...names, 'router-authorization'].sort());
    });

    it('waits longer than this service’s limit, and less than clients wait for the Router', () => {
      const { router: whole, subgraphs } = router.traffic_shaping;
      const seconds = [whole.timeout, subgraphs.invitations.timeout].map(Number.parseFloat);
      const all = [...seconds, readConfig({}).operationTimeoutMs / 1_000];
      expect(all).toEqual([30, 28, 25]);
      expect(read('docs/platform.md')).toContain(
        "client > gateway (30 s) > gateway's limit for this subgraph (28 s) > `OPERATION_TIMEOUT_MS` (25 s)",
      );
    });
  });
});

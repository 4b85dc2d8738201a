import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { buildSchema, GraphQLEnumType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: string };
}

const ROOT = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const RUNBOOK = read('docs/runbook.md');
const METRICS = readFirstColumn(read('docs/metrics.md'));
const { groups } = parse(read('deploy/prometheus/alerts.yaml')) as {
  groups: { rules: Rule[] }[];
};
const RULES = groups.flatMap(({ rules }) => rules);

describe('docs/runbook.md', () => {
  const codes = buildSchema(read('schema.graphql'), { assumeValidSDL: true }).getType(
    'InvitationErrorCode',
  );
  const names = codes instanceof GraphQLEnumType ? codes.getValues().map(({ name }) => name) : [];

  it('lists the codes of the schema', () => {
    expect(names.length).toBeGreaterThan(10);
  });

  it.each([...new Set([...names, ...readCodesBeforeExecution()])])(
    'says what to do about the code %s',
    (name) => {
      expect(readFirstColumn(RUNBOOK)).toContain(name);
    },
  );

  it.each(METRICS)('says when to look at the metric %s', (metric) => {
    expect(readFirstColumn(RUNBOOK)).toContain(metric);
  });

  it.each(RULES)('says what to do about the alert $alert', ({ alert }) => {
    expect(readFirstColumn(RUNBOOK)).toContain(alert);
  });

  it.each(RULES)('says when the alert $alert fires, and whether it pages', (rule) => {
    const [severity, firesWhen] = readRow(rule.alert);
    expect(severity).toBe(rule.labels.severity);
    expect(firesWhen?.match(/\d+(?: (?:min|h|s|%))?/g)).toEqual(readThresholds(rule));
  });

  it('names no alert that does not exist', () => {
    const named = new Set(RUNBOOK.match(/\bInvitations[A-Z]\w+/g));
    expect([...named].sort()).toEqual(RULES.map(({ alert }) => alert).sort());
  });
});

describe('docs/platform.md', () => {
  it('names the alerts that page', () => {
    const row = /^\| Which alerts\?.*$/m.exec(read('docs/platform.md'))?.[0] ?? '';
    const paging = RULES.filter(({ labels }) => labels.severity === 'page');
    expect(row.match(/\bInvitations[A-Z]\w+/g)?.sort()).toEqual(
      paging.map(({ alert }) => alert).sort(),
    );
  });
});

describe('deploy/prometheus/alerts.yaml', () => {
  it.each(RULES)('uses metrics that the service has in the alert $alert', ({ expr }) => {
    const asked = [...expr.matchAll(/\b([a-z]+(?:_[a-z]+)+)\b(?!\()/g)].map(([, name = '']) =>
      name.replace(/_bucket$/, ''),
    );
    expect(asked.length).toBeGreaterThan(0);
    for (const name of asked) expect(METRICS).toContain(name);
  });
});

/** The cells after an alert's name in the runbook. */
function readRow(alert: string): string[] {
  const row = RUNBOOK.split('\n').find((line) => line.startsWith(`| \`${alert}\` |`)) ?? '';
  return row
    .split('|')
    .slice(2)
    .map((cell) => cell.trim());
}

/** A rule's limit, unless it is 0 or a state, and its time, as the runbook writes them. */
function readThresholds({ expr, for: duration }: Rule): string[] {
  const limit = Number(/> ([\d.]+)$/.exec(expr)?.[1] ?? 0);
  const [, time, unit] = /(\d+)([mh])/.exec(duration ?? /\[(\w+)/.exec(expr)?.[1] ?? '') ?? [];
  const unitOfLimit = expr.includes('duration_seconds') ? ' s' : '';
  const written = limit < 1 ? `${limit * 100} %` : `${limit}${unitOfLimit}`;
  return [...(limit === 0 ? [] : [written]), `${time} ${unit === 'm' ? 'min' : unit}`];
}

/** Apollo Server's codes and those that src/ writes itself. */
function readCodesBeforeExecution(): string[] {
  const written = globSync('src/**/*.ts', { cwd: ROOT, exclude: ['src/graphql/generated/**'] })
    .flatMap((file) => [...read(file).matchAll(/\bcode(?:: | = )'([A-Z_]+)'/g)])
    .map(([, code = '']) => code);
  // Persisted queries are always supported.
  const { PERSISTED_QUERY_NOT_SUPPORTED, ...possible } = ApolloServerErrorCode;
  return [...written, ...Object.values(possible)];
}

/** Names in code type in the first column of a document's tables. */
function readFirstColumn(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)])
    .map(([, name = '']) => name);
}

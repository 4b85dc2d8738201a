/** What a gateway says of an operation, as lines of text: a tree of steps with their durations. */
import type { Trace } from '@apollo/usage-reporting-protobuf';
import type { CollectedSpan } from '../support/otlp-collector.ts';

/** Something that took time, and what it consisted of. */
export interface Step {
  readonly name: string;
  readonly ms: number;
  readonly steps: readonly Step[];
}

/** The gateway's requests to subgraphs, with the fields of those that sent a trace of their own (ftv1). */
export function readReport({ queryPlan }: Trace): Step[] {
  return queryPlan ? readPlan(queryPlan) : [];
}

function readPlan(node: Trace.IQueryPlanNode): Step[] {
  const { fetch, flatten, sequence, parallel } = node;
  if (fetch) return [readFetch(fetch)];
  if (flatten?.node) return readPlan(flatten.node);
  return (sequence ?? parallel)?.nodes?.flatMap(readPlan) ?? [];
}

function readFetch(fetch: Trace.QueryPlanNode.IFetchNode): Step {
  const { serviceName, sentTime, receivedTime, trace } = fetch;
  const ms =
    (Number(receivedTime?.seconds) - Number(sentTime?.seconds)) * 1e3 +
    (Number(receivedTime?.nanos) - Number(sentTime?.nanos)) / 1e6;
  return { name: `fetch ${serviceName}`, ms, steps: readFields(trace?.root) };
}

function readFields(node: Trace.INode | null | undefined): Step[] {
  return (node?.child ?? []).flatMap((child) => {
    const steps = readFields(child);
    // An item of a list has an index instead of a name.
    if (!child.responseName) return steps;
    const ms = (Number(child.endTime) - Number(child.startTime)) / 1e6;
    return [{ name: child.responseName, ms, steps }];
  });
}

/** The spans of one trace below one of them, in the order in which they began. */
export function readSpans(spans: readonly CollectedSpan[], parentId?: string): Step[] {
  return spans
    .filter(({ parentSpanId }) => (parentSpanId || undefined) === parentId)
    .toSorted((a, b) => Number(BigInt(a.startTimeUnixNano) - BigInt(b.startTimeUnixNano)))
    .map(({ name, spanId, startTimeUnixNano, endTimeUnixNano }) => ({
      name,
      ms: Number(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)) / 1e6,
      steps: readSpans(spans, spanId),
    }));
}

/** A line for each step; below it, one for each name: how long the longest took, and how many there were. */
export function renderSteps(steps: readonly Step[]): string[] {
  const rows = steps.flatMap((step) => toRows([step], '  '));
  const width = Math.max(...rows.map(({ label }) => label.length));
  return rows.map(({ label, ms, count }) => {
    const times = count > 1 ? `  ×${count}` : '';
    return `${label.padEnd(width)} ${ms.toFixed(2).padStart(8)} ms${times}`;
  });
}

interface Row {
  readonly label: string;
  readonly ms: number;
  readonly count: number;
}

function toRows(steps: readonly Step[], indent: string): Row[] {
  const byName = Map.groupBy(steps, ({ name }) => name);
  return [...byName].flatMap(([name, same]) => [
    { label: indent + name, ms: Math.max(...same.map(({ ms }) => ms)), count: same.length },
    ...toRows(
      same.flatMap((step) => step.steps),
      `${indent}  `,
    ),
  ]);
}

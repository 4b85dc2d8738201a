import type { Execute, ExecuteOptions } from '../../../client/src/execute.ts';

export interface Asked {
  readonly variables: Record<string, unknown>;
  readonly options: ExecuteOptions;
}

/** Answers each operation as the test dictates, and records the requests. */
export function fakeExecute(answer: (asked: Asked, index: number) => unknown) {
  const asked: Asked[] = [];
  // The only place where a test's answers are cast to the types of the operations.
  // biome-ignore lint/suspicious/noExplicitAny: a fake answers any operation
  const execute: Execute = async (_document, variables, options = {}): Promise<any> => {
    const request = { variables: Object.fromEntries(Object.entries(variables)), options };
    asked.push(request);
    return answer(request, asked.length - 1);
  };
  return { execute, asked };
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

import { type Audit, serverAudits } from 'graphql-http';
import { describe, expect, it } from 'vitest';
import { useStack } from '../support/stack.ts';

const stack = useStack();

/**
 * An invalid document keeps Apollo Server's 400, whatever the client accepts, so that a typo is seen at once.
 * (7B9B is named after variables; its document, which does not use the variable it declares, is invalid.)
 */
const ANSWERED_400: ReadonlySet<string> = new Set(['572B', 'FDE2', '7B9B']);

/** The address is known only while the stack runs, so the audits are listed for a stand-in first. */
const audits = serverAudits({ url: 'http://127.0.0.1' });

describe('GraphQL over HTTP, by the audits of graphql-http', () => {
  it.each(audits.map(({ id, name }) => [id, name]))('%s: %s', async (id) => {
    const result = await findAudit(id).fn();
    const isAsExpected = ANSWERED_400.has(id)
      ? result.status === 'warn' && result.response.status === 400
      : // What is a MUST or a SHOULD holds; a MAY is no more than a suggestion.
        result.status === 'ok' || result.status === 'notice';
    expect(isAsExpected, describeResult(result)).toBe(true);
  });
});

function findAudit(id: string): Audit {
  const audit = serverAudits({ url: `${stack.url}/graphql` }).find((one) => one.id === id);
  if (audit === undefined) throw new Error(`no audit ${id}`);
  return audit;
}

function describeResult(result: Awaited<ReturnType<Audit['fn']>>): string {
  return result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`;
}

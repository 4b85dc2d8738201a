import { type Audit, serverAudits } from 'graphql-http';
import { describe, expect, it } from 'vitest';
import { useStack } from '../support/stack.ts';

const stack = useStack();

/**
 * An invalid document gets Apollo Server's 400 whatever the client accepts, so that a typo is obvious.
 * (7B9B is named after variables, but its document declares a variable that it does not use, so it is invalid.)
 */
const ANSWERED_400: ReadonlySet<string> = new Set(['572B', 'FDE2', '7B9B']);

/** The address is known only while the stack runs, so list the audits for a placeholder first. */
const audits = serverAudits({ url: 'http://127.0.0.1' });

describe('the GraphQL over HTTP audits of graphql-http', () => {
  it.each(audits.map(({ id, name }) => [id, name]))('pass %s: %s', async (id) => {
    const result = await findAudit(id).fn();
    const isAsExpected = ANSWERED_400.has(id)
      ? result.status === 'warn' && result.response.status === 400
      : // MUST and SHOULD audits must pass; MAY is only a suggestion.
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

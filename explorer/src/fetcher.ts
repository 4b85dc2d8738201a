import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { withoutLinkedTypes } from './introspection.ts';

/** Plain GraphQL over HTTP: the service has no subscriptions and no incremental delivery. */
export function createFetcher(endpoint: string): Fetcher {
  const fillIn = createHeaderMemory();
  return async (operation, options) => {
    const answer = await ask(endpoint, operation, fillIn(options?.headers ?? {}));
    const schema = answer.data?.['__schema'];
    if (operation.operationName !== 'IntrospectionQuery' || !schema) return answer;
    return { ...answer, data: { ...answer.data, __schema: withoutLinkedTypes(schema) } };
  };
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the service answers is shown as it is
type Answer = any;

/** A failure is an answer as well: GraphiQL would show an exception with the stack of its minified files. */
async function ask(
  endpoint: string,
  operation: FetcherParams,
  headers: Record<string, string>,
): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        ...headers,
        accept: 'application/graphql-response+json, application/json;q=0.9',
        'content-type': 'application/json',
      },
      body: JSON.stringify(withoutStaleName(operation)),
    });
  } catch {
    return toError(`The service does not answer at ${endpoint}. Is it still running?`);
  }
  try {
    return await response.json();
  } catch {
    return toError(`${endpoint} answered ${response.status} with something other than JSON.`);
  }
}

function toError(message: string): Answer {
  return { errors: [{ message }] };
}

/** For a moment after a change of tabs GraphiQL still names the operation of the tab before. */
function withoutStaleName({ operationName, ...operation }: FetcherParams): FetcherParams {
  const isThere = new RegExp(`\\b${operationName}\\b`).test(operation.query);
  return isThere ? { ...operation, operationName } : operation;
}

/**
 * A header with an empty value gets the value that another tab last sent with it, so that a key has
 * to be typed once. It is kept in memory only; leave the line out to send no key at all.
 */
function createHeaderMemory() {
  const lastSent = new Map<string, string>();
  return (headers: Record<string, string>): Record<string, string> => {
    const filled: Record<string, string> = {};
    for (const [name, value] of Object.entries(headers)) {
      const key = name.toLowerCase();
      if (value !== '') lastSent.set(key, value);
      filled[name] = lastSent.get(key) ?? '';
    }
    return filled;
  };
}

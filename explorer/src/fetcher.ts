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

// biome-ignore lint/suspicious/noExplicitAny: responses are shown unchanged
type Answer = any;

/** Returns failures as responses: GraphiQL would show an exception with a stack of minified files. */
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
    return toError(`The service does not respond at ${endpoint}. Is it still running?`);
  }
  try {
    return await response.json();
  } catch {
    return toError(
      `${endpoint} responded with status ${response.status} and a body that is not JSON.`,
    );
  }
}

function toError(message: string): Answer {
  return { errors: [{ message }] };
}

/** Just after a tab switch, GraphiQL still sends the previous tab's operation name. */
function withoutStaleName({ operationName, ...operation }: FetcherParams): FetcherParams {
  const isThere = new RegExp(`\\b${operationName}\\b`).test(operation.query);
  return isThere ? { ...operation, operationName } : operation;
}

/**
 * Fills in a header with an empty value with the value last sent from another tab, so that users enter
 * a key once. Values are kept in memory only. To send no key, remove the line.
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

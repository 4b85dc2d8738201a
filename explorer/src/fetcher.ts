import type { Fetcher, FetcherParams } from '@graphiql/toolkit';

/** Plain GraphQL over HTTP: the service has no subscriptions and no incremental delivery. */
export function createFetcher(endpoint: string): Fetcher {
  const fillIn = createHeaderMemory();
  return async (operation, options) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        ...fillIn(options?.headers ?? {}),
        accept: 'application/graphql-response+json, application/json;q=0.9',
        'content-type': 'application/json',
      },
      body: JSON.stringify(withoutStaleName(operation)),
    });
    const text = await response.text();
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new Error(`${endpoint} answered ${response.status} with something else than JSON.`, {
        cause,
      });
    }
  };
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

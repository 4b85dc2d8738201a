import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { AnswerError } from './problem.ts';

/** A complete response; a fault in one field does not affect the data of the others. */
export interface Answer<Data> {
  readonly data: Data | null;
  readonly errors?: readonly AnswerError[] | undefined;
}

export interface ExecuteOptions {
  /** For one mutation: repeated with the same key, it has one effect. */
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Executes one operation. Rejects when there was no response. */
export type Execute = <Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  options?: ExecuteOptions,
) => Promise<Answer<Data>>;

export interface FetchSettings {
  /** Such as `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /** The caller's credential: `X-TILEDB-REST-API-KEY` or `Authorization`. */
  readonly headers: Readonly<Record<string, string>>;
}

/** GraphQL over plain `fetch`, without a cache. */
export function createExecute({ url, headers }: FetchSettings): Execute {
  return async (document, variables, { idempotencyKey, signal } = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        ...headers,
        accept: 'application/graphql-response+json',
        'content-type': 'application/json',
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      body: JSON.stringify({ query: print(document), variables }),
      signal: signal ?? null,
    });
    const text = await response.text();
    try {
      return JSON.parse(text);
    } catch (cause) {
      // A proxy that cannot reach the service responds with HTML.
      throw new TypeError(
        `${url} responded with status ${response.status} and a body that is not JSON.`,
        { cause },
      );
    }
  };
}

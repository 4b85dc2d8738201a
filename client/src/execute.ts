import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { AnswerError } from './problem.ts';

/** An answer, whole: a fault in one field leaves the others' data in place. */
export interface Answer<Data> {
  readonly data: Data | null;
  readonly errors?: readonly AnswerError[] | undefined;
}

export interface ExecuteOptions {
  /** For one mutation: sent again with the same key, it has one effect. */
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Carries out one operation. Rejects when no answer came. */
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

/** GraphQL over plain `fetch`, for those who need no cache. */
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
      // A proxy in front of the service answers in HTML when it cannot reach it.
      throw new TypeError(`${url} answered ${response.status}, and not in JSON.`, { cause });
    }
  };
}

import type { ApolloClient } from '@apollo/client';
import { useCallback, useEffect, useState } from 'react';
import {
  allInvitations,
  type InvitationFilter,
  type InvitationOrder,
  type Problem,
  toProblem,
} from 'tiledb-invitations-client';
import { executeWith } from 'tiledb-invitations-client/apollo';
import type { Row } from '../words/invitations.ts';

/** All invitations under a filter that have been read so far. */
export interface Gathered {
  readonly rows: readonly Row[];
  readonly isDone: boolean;
  readonly problem: Problem | undefined;
  /** Names of organizations that these rows, or those of an earlier filter, mention. */
  readonly organizations: readonly string[];
  readonly reload: () => void;
}

const NOTHING = { rows: [], isDone: false, problem: undefined };

/** @param filter if undefined, nothing is read */
export function useGathered(
  client: ApolloClient,
  filter: InvitationFilter | undefined,
  order: InvitationOrder | undefined,
): Gathered {
  const [state, setState] = useState<Pick<Gathered, 'rows' | 'isDone' | 'problem'>>(NOTHING);
  const [organizations, setOrganizations] = useState<readonly string[]>([]);
  const [attempt, setAttempt] = useState(0);
  const key = filter && JSON.stringify(filter);

  // Rows of another filter disappear immediately; those of an earlier attempt stay until the new ones arrive.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a different list resets the state
  useEffect(() => setState(NOTHING), [client, key, order]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` reloads, `key` represents the filter
  useEffect(() => {
    if (!filter) return;
    const stop = new AbortController();
    gather(client, filter, order, stop.signal)
      .then((rows) => {
        setState({ rows, isDone: true, problem: undefined });
        setOrganizations((known) => namesIn(known, rows));
      })
      .catch((error) => {
        if (stop.signal.aborted) return;
        setState((previous) => ({ ...previous, isDone: true, problem: toProblem(error) }));
      });
    return () => stop.abort();
  }, [client, key, order, attempt]);

  const reload = useCallback(() => setAttempt((count) => count + 1), []);
  return { ...state, organizations, reload };
}

async function gather(
  client: ApolloClient,
  filter: InvitationFilter,
  orderBy: InvitationOrder | undefined,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const options = { filter, ...(orderBy && { orderBy }), signal };
  for await (const row of allInvitations(executeWith(client), options)) rows.push(row);
  signal.throwIfAborted();
  return rows;
}

function namesIn(known: readonly string[], rows: readonly Row[]): string[] {
  const names = rows.flatMap(({ organization }) => organization?.name ?? []);
  return [...new Set([...known, ...names])].sort((a, b) => a.localeCompare(b));
}

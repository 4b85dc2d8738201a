import type { ApolloClient } from '@apollo/client';
import { useEffect, useState } from 'react';
import { type InvitationFilter, SearchInvitationsDocument } from 'tiledb-invitations-client';
import { executeWith } from 'tiledb-invitations-client/apollo';
import { type Row, standingOf } from '../words/invitations.ts';

/** Waits until one has finished typing. */
const TYPING_MS = 500;
/** More than the service searches for at once. */
const RECIPIENTS_PER_SEARCH = 100;

export interface Earlier {
  /** By recipient in lower case: pending or accepted; an expired one may be sent again. */
  readonly standing: ReadonlyMap<string, 'pending' | 'accepted' | 'expired'>;
  readonly state: 'idle' | 'searching' | 'complete' | 'incomplete';
}

const NOTHING: Earlier = { standing: new Map(), state: 'idle' };

/** Who of these has been invited to this already? Asked while the form is filled in. */
export function useEarlier(
  client: ApolloClient,
  recipients: readonly string[],
  filter: InvitationFilter | undefined,
): Earlier {
  const [earlier, setEarlier] = useState(NOTHING);
  const question = JSON.stringify({ recipients, filter });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question is its recipients and its filter
  useEffect(() => {
    if (!filter || recipients.length === 0) return setEarlier(NOTHING);
    let isCurrent = true;
    const timer = setTimeout(async () => {
      setEarlier((previous) => ({ ...previous, state: 'searching' }));
      const found = await search(client, recipients, filter);
      if (isCurrent) setEarlier(found);
    }, TYPING_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [client, question]);
  return earlier;
}

/** A search that fails keeps nobody from inviting: it is then incomplete. */
export async function search(
  client: ApolloClient,
  recipients: readonly string[],
  filter: InvitationFilter,
): Promise<Earlier> {
  const standing = new Map<string, 'pending' | 'accepted' | 'expired'>();
  let isComplete = true;
  for (let start = 0; start < recipients.length; start += RECIPIENTS_PER_SEARCH) {
    const some = recipients.slice(start, start + RECIPIENTS_PER_SEARCH);
    const found = await searchSome(client, some, filter);
    isComplete &&= found?.isComplete ?? false;
    for (const { recipient, invitations } of found?.matches ?? []) {
      const strongest = strongestOf(invitations);
      if (strongest) standing.set(recipient.toLowerCase(), strongest);
    }
  }
  return { standing, state: isComplete ? 'complete' : 'incomplete' };
}

async function searchSome(client: ApolloClient, recipients: string[], filter: InvitationFilter) {
  try {
    const execute = executeWith(client);
    const { data } = await execute(SearchInvitationsDocument, { recipients, filter });
    return data?.searchInvitations ?? undefined;
  } catch {
    return undefined;
  }
}

function strongestOf(rows: readonly Row[]) {
  const standings = rows.map(standingOf);
  return (['accepted', 'pending', 'expired'] as const).find((kind) => standings.includes(kind));
}

import type { ApolloClient } from '@apollo/client';
import { useEffect, useState } from 'react';
import { type InvitationFilter, SearchInvitationsDocument } from 'tiledb-invitations-client';
import { executeWith } from 'tiledb-invitations-client/apollo';
import { type Row, standingOf } from '../words/invitations.ts';

/** Waits until the user has stopped typing. */
const TYPING_MS = 500;
/** The service's maximum. */
const RECIPIENTS_PER_SEARCH = 100;

export interface Earlier {
  /** By recipient in lower case: pending or accepted; an expired one may be sent again. */
  readonly standing: ReadonlyMap<string, 'pending' | 'accepted' | 'expired'>;
  readonly state: 'idle' | 'searching' | 'complete' | 'incomplete';
}

const NOTHING: Earlier = { standing: new Map(), state: 'idle' };

/** Looks up, while the user fills in the form, who has already been invited to the same target. */
export function useEarlier(
  client: ApolloClient,
  recipients: readonly string[],
  filter: InvitationFilter | undefined,
): Earlier {
  const [earlier, setEarlier] = useState(NOTHING);
  const question = JSON.stringify({ recipients, filter });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the recipients and the filter matter
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

/** A failed search counts as incomplete, so that it does not prevent an invite. */
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

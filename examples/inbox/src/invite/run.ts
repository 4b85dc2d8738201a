import type { ApolloClient } from '@apollo/client';
import { useRef, useState } from 'react';
import { type InviteRun, sendInvites } from 'tiledb-invitations-client';
import { executeWith } from 'tiledb-invitations-client/apollo';

/** A run of invitations that can be stopped and continued. */
export function useRun(
  client: ApolloClient,
  first: InviteRun | undefined,
  onSent: () => Promise<void>,
) {
  const [run, setRun] = useState(first);
  const [isSending, setSending] = useState(false);
  const stopping = useRef<AbortController>(undefined);

  async function start(from: InviteRun) {
    const controller = new AbortController();
    stopping.current = controller;
    setRun({ invite: from.invite, portions: from.portions });
    setSending(true);
    const { signal } = controller;
    for await (const step of sendInvites(executeWith(client), from, { signal })) setRun(step);
    setSending(false);
    await onSent();
  }

  return {
    run,
    isSending,
    start,
    /** Stops before the next batch; the batch in flight finishes. */
    stop: () => stopping.current?.abort(),
    drop: () => setRun(undefined),
  };
}

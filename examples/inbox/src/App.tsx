import { ApolloProvider } from '@apollo/client/react';
import { useMemo, useState } from 'react';
import { createClient } from './client.ts';
import { DemoMenu } from './demo/DemoMenu.tsx';
import { Inbox } from './list/Inbox.tsx';
import { SignIn } from './parts/SignIn.tsx';
import { ThemeSwitch } from './parts/ThemeSwitch.tsx';
import { ToastArea } from './parts/Toasts.tsx';
import { type Credentials, SETTINGS } from './settings.ts';

type Session =
  | { readonly kind: 'signed-out'; readonly refused?: Credentials }
  | { readonly kind: 'signed-in'; readonly credentials: Credentials };

export function App() {
  const [session, setSession] = useState<Session>(
    SETTINGS.demo
      ? { kind: 'signed-in', credentials: SETTINGS.demo.credentials }
      : { kind: 'signed-out' },
  );
  return (
    <ToastArea>
      <header className="page-head">
        <h1>
          <span aria-hidden="true" className="logo">
            ✉
          </span>
          Invitations
        </h1>
        <p className="purpose meta">What you were invited to, and whom you invited</p>
        {SETTINGS.demo ? <DemoMenu emulatorUrl={SETTINGS.demo.emulatorUrl} /> : <ThemeSwitch />}
        {session.kind === 'signed-in' && (
          <button type="button" onClick={() => setSession({ kind: 'signed-out' })}>
            {session.credentials.me[0] ?? 'Signed in'}
            <span className="on-wide"> · Change key</span>
          </button>
        )}
      </header>
      <main>
        {session.kind === 'signed-out' ? (
          <SignIn
            refused={session.refused}
            onSignIn={(credentials) => setSession({ kind: 'signed-in', credentials })}
          />
        ) : (
          <SignedIn
            credentials={session.credentials}
            onRefused={() => setSession({ kind: 'signed-out', refused: session.credentials })}
          />
        )}
      </main>
    </ToastArea>
  );
}

interface Props {
  credentials: Credentials;
  onRefused: () => void;
}

function SignedIn({ credentials, onRefused }: Props) {
  const { key, me } = credentials;
  const client = useMemo(() => createClient(key), [key]);
  return (
    <ApolloProvider client={client}>
      <Inbox key={key} me={me} onRefused={onRefused} />
    </ApolloProvider>
  );
}

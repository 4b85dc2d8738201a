import { ApolloProvider } from '@apollo/client/react';
import { useMemo, useState } from 'react';
import { createClient } from './client.ts';
import { Inbox } from './Inbox.tsx';
import { KeyForm } from './KeyForm.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';

export function App() {
  const [key, setKey] = useState(import.meta.env.VITE_DEMO_KEY ?? '');
  const client = useMemo(() => createClient(key), [key]);
  return (
    <>
      <header className="page-head">
        <h1>
          <span aria-hidden="true" className="logo">
            ✉
          </span>
          Invitations
        </h1>
        <KeyForm current={key} onChange={setKey} />
        <ThemeSwitch />
      </header>
      <main>
        {key === '' ? (
          <p className="empty">Enter your TileDB API key above to see your invitations.</p>
        ) : (
          <ApolloProvider client={client}>
            <Inbox key={key} />
          </ApolloProvider>
        )}
      </main>
    </>
  );
}

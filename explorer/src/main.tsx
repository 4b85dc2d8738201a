import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './explorer.css';
import './workers.ts';
import { READY_TABS } from 'virtual:ready-tabs';
import { DOC_EXPLORER_PLUGIN } from '@graphiql/plugin-doc-explorer';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { readConfig } from './config.ts';
import { EditorTools } from './EditorTools.tsx';
import { createFetcher } from './fetcher.ts';
import { makeLegible } from './legible.ts';
import { createStorage, forgetOtherTabs, withHeaders } from './storage.ts';

/** Minimum width at which the query stays readable beside the documentation. */
const ROOM_FOR_DOCUMENTATION = '(min-width: 106rem)';

const config = readConfig(document);
const headers = toText(config.headers);
const needsKey = Object.values(config.headers).includes('');
const tabs = READY_TABS.map(({ name, query, variables }) => {
  const given = config.variables[name] ?? variables;
  return { query, headers, variables: given ? toText(given) : '' };
});

forgetOtherTabs(localStorage, JSON.stringify(tabs));

// GraphiQL would load Monaco only after it is shown, and its tabs and buttons do nothing until then.
import('monaco-graphql/esm/monaco-editor.js').then(({ editor }) => {
  makeLegible(editor);
  const place = document.getElementById('explorer');
  if (place === null) throw new Error('The page has no element #explorer.');
  createRoot(place).render(
    <>
      <button type="button" className="skip" onClick={focusQuery}>
        Skip to the query
      </button>
      <main>
        <h1 className="visually-hidden">TileDB invitations: GraphQL explorer</h1>
        <GraphiQL
          fetcher={createFetcher(config.endpoint)}
          storage={createStorage(localStorage, config.demo ? undefined : withHeaders(headers))}
          shouldPersistHeaders
          showPersistHeadersSettings={false}
          defaultTabs={tabs}
          defaultHeaders={headers}
          defaultEditorToolsVisibility
          visiblePlugin={
            matchMedia(ROOM_FOR_DOCUMENTATION).matches ? DOC_EXPLORER_PLUGIN : undefined
          }
          inputValueDeprecation
          schemaDescription
        >
          <GraphiQL.Logo>
            <span className="logo">
              <strong>TileDB</strong> invitations{config.demo && <em>demo</em>}
            </span>
          </GraphiQL.Logo>
          <EditorTools needsKey={needsKey} />
        </GraphiQL>
      </main>
    </>,
  );
});

function toText(value: object): string {
  return JSON.stringify(value, null, 2);
}

function focusQuery(): void {
  document.querySelector<HTMLElement>('.graphiql-query-editor textarea')?.focus();
}

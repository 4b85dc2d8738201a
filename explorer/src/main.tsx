import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './explorer.css';
import './workers.ts';
import { DOC_EXPLORER_PLUGIN } from '@graphiql/plugin-doc-explorer';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { READY_TABS } from '../tabs.ts';
import { readConfig } from './config.ts';
import { createFetcher } from './fetcher.ts';
import { forgetOtherTabs, withoutHeaders } from './storage.ts';

const config = readConfig(document);
const headers = toText(config.headers);
const tabs = READY_TABS.map(({ name, query, variables }) => {
  const given = config.variables[name] ?? variables;
  return { query, headers, variables: given ? toText(given) : '' };
});

forgetOtherTabs(localStorage, JSON.stringify(tabs));

// GraphiQL would load Monaco once it is shown, and until then its tabs and buttons do nothing.
import('monaco-graphql/esm/monaco-editor.js').then(() => {
  const place = document.getElementById('explorer');
  if (place === null) throw new Error('The page has no element #explorer.');
  createRoot(place).render(
    <GraphiQL
      fetcher={createFetcher(config.endpoint)}
      storage={config.demo ? localStorage : withoutHeaders(localStorage, headers)}
      shouldPersistHeaders
      showPersistHeadersSettings={false}
      defaultTabs={tabs}
      defaultHeaders={headers}
      defaultEditorToolsVisibility="headers"
      visiblePlugin={matchMedia('(min-width: 80rem)').matches ? DOC_EXPLORER_PLUGIN : undefined}
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <span className="logo">
          <strong>TileDB</strong> invitations{config.demo && <em>demo</em>}
        </span>
      </GraphiQL.Logo>
    </GraphiQL>,
  );
});

function toText(value: object): string {
  return JSON.stringify(value, null, 2);
}

/**
 * Generates supergraph.graphql, Hive Gateway's build artefact, from openapi.json:
 * `node bench/peers/hive-compose.ts && npx biome format --write bench/peers`.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { composeSubgraphs } from '@graphql-mesh/fusion-composition';
import { DefaultLogger } from '@graphql-mesh/utils';
import { loadOpenAPISubgraph } from '@omnigraph/openapi';
import { parse, print } from 'graphql';
import { keyHeader } from './invitations.ts';

const openapi = loadOpenAPISubgraph('invitations', {
  source: fileURLToPath(new URL('openapi.json', import.meta.url)),
  operationHeaders: { [keyHeader]: `{context.headers['${keyHeader}']}` },
});
const { name, schema$ } = openapi({ fetch, cwd: import.meta.dirname, logger: new DefaultLogger() });
const { supergraphSdl } = composeSubgraphs([{ name, schema: await schema$ }]);
writeFileSync(new URL('supergraph.graphql', import.meta.url), print(parse(supergraphSdl)));

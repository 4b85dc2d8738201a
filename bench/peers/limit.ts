/**
 * The limit: the minimum that any service in front of the API must do. A bare node:http handler reads the
 * request, makes one undici call and pipes the response, without any GraphQL.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Pool } from 'undici';
import { keyHeader, port, upstream } from './invitations.ts';

const pool = new Pool(upstream, { connections: 64 });
const json = { 'content-type': 'application/json' };

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { variables } = JSON.parse(Buffer.concat(chunks).toString()) as Body;
    forward(request, response, variables).catch(() => response.destroy());
  });
}).listen(port, '127.0.0.1');

interface Body {
  variables: { organization: string; perPage: number } | { id: string };
}

async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  variables: Body['variables'],
) {
  const headers = { [keyHeader]: request.headers[keyHeader] };
  if ('id' in variables) {
    const path = `/v1/invitations/${encodeURIComponent(variables.id)}`;
    const { body } = await pool.request({ method: 'POST', path, headers });
    await body.dump();
    response.writeHead(200, json).end(JSON.stringify({ accepted: variables.id }));
    return;
  }
  const organization = encodeURIComponent(variables.organization);
  const path = `/v1/invitations?organization=${organization}&per_page=${variables.perPage}`;
  await pool.stream({ method: 'GET', path, headers }, ({ headers }) =>
    response.writeHead(200, { ...json, 'content-length': `${headers['content-length']}` }),
  );
}

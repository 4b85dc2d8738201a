/** A stub of TileDB's REST API: prebuilt pages over bare node:http, and a count of the calls. */
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { WireInvitation } from './peers/invitations.ts';

const totalItems = 250;
/** As long as every organization name in the workloads, so that all responses of a workload have equal length. */
const organizationPlaceholder = 'org-0000000';

export interface Upstream {
  url: string;
  /** Calls received so far. */
  calls: number;
  /** Delay of each response. */
  delayMs: number;
  /** Open connections. */
  connections(): number;
  stop(): void;
}

export async function startUpstream(): Promise<Upstream> {
  const server = createServer((request, response) => {
    upstream.calls += 1;
    const url = request.url ?? '';
    const answer = () => {
      if (request.method === 'POST') {
        response.writeHead(204).end();
        return;
      }
      const body = pageText(parameter(url, 'organization'), Number(parameter(url, 'per_page')));
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': body.length,
      });
      response.end(body, 'latin1');
    };
    if (upstream.delayMs === 0) answer();
    else afterExactly(upstream.delayMs, answer);
  });
  server.keepAliveTimeout = 60_000;
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const upstream: Upstream = {
    url: `http://127.0.0.1:${port}`,
    calls: 0,
    delayMs: 0,
    connections: () => sockets.size,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
  return upstream;
}

/** A page of the stub; only the first invitation's organization depends on the query. */
export function createPage(organization: string, perPage: number) {
  return {
    invitations: Array.from({ length: perPage }, (_, index) =>
      createInvitation(index, organization),
    ),
    pagination_metadata: {
      page: 1,
      per_page: perPage,
      total_pages: Math.ceil(totalItems / perPage),
      total_items: totalItems,
    },
  };
}

const templates = new Map<number, [head: string, tail: string]>();

function pageText(organization: string, perPage: number) {
  let template = templates.get(perPage);
  if (template === undefined) {
    const text = JSON.stringify(createPage(organizationPlaceholder, perPage));
    const [head = '', tail = ''] = text.split(organizationPlaceholder);
    template = [head, tail];
    templates.set(perPage, template);
  }
  return template[0] + organization + template[1];
}

function createInvitation(index: number, organization: string): WireInvitation {
  const kind = kinds[index % kinds.length] ?? kinds[0];
  const isAccepted = index % 3 === 2;
  return {
    id: uuid(1, index),
    invitation_type: kind,
    owner_namespace_uuid: uuid(2, index),
    inviter_uuid: uuid(3, index),
    user_namespace_uuid: isAccepted ? uuid(4, index) : nilUuid,
    organization_user_uuid: nilUuid,
    organization_name: index === 0 ? organization : kind === 'JOIN_ORGANIZATION' ? 'acme' : '',
    organization_role: kind === 'JOIN_ORGANIZATION' ? 'read_write' : '',
    array_uuid: kind === 'ARRAY_SHARE' ? uuid(5, index) : nilUuid,
    group_uuid: kind === 'GROUP_SHARE' ? uuid(6, index) : nilUuid,
    array_name: kind === 'ARRAY_SHARE' ? `s3://bucket/arrays/experiment-${index}` : '',
    email: `colleague-${index}@example.com`,
    actions: kind === 'PAYMENT_SHARE' ? '' : 'read,write,edit',
    group_actions: kind === 'GROUP_SHARE' ? 'read,write' : null,
    status: isAccepted ? 'ACCEPTED' : 'PENDING',
    created_at: '2026-03-01T09:30:00Z',
    expires_at: '2026-04-01T09:30:00Z',
    accepted_at: isAccepted ? '2026-03-02T10:00:00Z' : '0001-01-01T00:00:00Z',
    namespace_invited: null,
  };
}

const kinds = [
  'JOIN_ORGANIZATION',
  'ARRAY_SHARE',
  'GROUP_SHARE',
  'ARRAY_SHARE',
  'PAYMENT_SHARE',
] as const;
const nilUuid = '00000000-0000-0000-0000-000000000000';

function uuid(block: number, index: number) {
  return `${String(block).repeat(8)}-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

function parameter(url: string, name: string) {
  const start = url.search(new RegExp(`[?&]${name}=`)) + name.length + 2;
  const end = url.indexOf('&', start);
  return url.slice(start, end === -1 ? undefined : end);
}

/** A timer is up to a millisecond late, as much as what is measured, so busy-wait the rest. */
function afterExactly(milliseconds: number, action: () => void) {
  const due = performance.now() + milliseconds;
  const spin = () => {
    if (performance.now() < due) setImmediate(spin);
    else action();
  };
  setTimeout(spin, milliseconds - 2);
}

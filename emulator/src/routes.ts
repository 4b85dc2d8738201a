import type { Answer } from './answer.ts';
import { DIALECTS, type Dialect } from './model.ts';
import { acceptInvitation } from './operations/acceptInvitation.ts';
import type { Call } from './operations/call.ts';
import {
  cancelJoinOrganization,
  cancelShareArrayByInvite,
  cancelShareGroupByInvite,
} from './operations/cancelInvitation.ts';
import { fetchInvitations } from './operations/fetchInvitations.ts';
import {
  joinOrganization,
  shareArrayByInvite,
  shareGroupByInvite,
} from './operations/sendInvitations.ts';
import type { Segment } from './target.ts';

/** Upstream's operations, named as in its specification. */
export const OPERATION_IDS = [
  'fetchInvitations',
  'acceptInvitation',
  'cancelJoinOrganization',
  'cancelShareArrayByInvite',
  'cancelShareGroupByInvite',
  'joinOrganization',
  'shareArrayByInvite',
  'shareGroupByInvite',
] as const;
export type OperationId = (typeof OPERATION_IDS)[number];

/** One operation: its route, its parameters and what it does. */
export interface Route {
  operation: OperationId;
  method: string;
  /** Literals and `{parameters}`, one segment each. */
  template: readonly string[];
  takes: 'nothing' | 'query' | 'body';
  dialects: readonly Dialect[];
  handle: (call: Call<string>) => Answer;
}

const ONE_SEGMENT: readonly Dialect[] = ['given', 'current'];

/** Within a dialect, method and number of segments match at most one route, so a namespace may be called `group`. */
const ROUTES: readonly Route[] = [
  route('fetchInvitations', DIALECTS, 'GET /v1/invitations', fetchInvitations, 'query'),
  route('acceptInvitation', DIALECTS, 'POST /v1/invitations/{invitation}', acceptInvitation),
  route(
    'joinOrganization',
    DIALECTS,
    'POST /v1/invitations/{organization}/join',
    joinOrganization,
    'body',
  ),
  route(
    'cancelJoinOrganization',
    DIALECTS,
    'DELETE /v1/invitations/{invitation}/{organization}/join',
    cancelJoinOrganization,
  ),
  route(
    'shareArrayByInvite',
    ONE_SEGMENT,
    'POST /v1/invitations/{namespace}/{array}/share',
    shareArrayByInvite,
    'body',
  ),
  route(
    'shareArrayByInvite',
    ['workspaces'],
    'POST /v1/invitations/{workspace}/{teamspace}/{array}/share',
    shareArrayByInvite,
    'body',
  ),
  route(
    'cancelShareArrayByInvite',
    ONE_SEGMENT,
    'DELETE /v1/invitations/{invitation}/{namespace}/{array}/share',
    cancelShareArrayByInvite,
  ),
  route(
    'cancelShareArrayByInvite',
    ['workspaces'],
    'DELETE /v1/invitations/{invitation}/{workspace}/{teamspace}/{array}/share',
    cancelShareArrayByInvite,
  ),
  route(
    'shareGroupByInvite',
    ['current'],
    'POST /v1/invitations/group/{namespace}/{group}/share',
    shareGroupByInvite,
    'body',
  ),
  route(
    'shareGroupByInvite',
    ['workspaces'],
    'POST /v1/invitations/group/{workspace}/{teamspace}/{group}/share',
    shareGroupByInvite,
    'body',
  ),
  route(
    'cancelShareGroupByInvite',
    ['current'],
    'DELETE /v1/invitations/group/{invitation}/{namespace}/{group_name}/share',
    cancelShareGroupByInvite,
  ),
  route(
    'cancelShareGroupByInvite',
    ['workspaces'],
    'DELETE /v1/invitations/group/{invitation}/{workspace}/{teamspace}/{group_name}/share',
    cancelShareGroupByInvite,
  ),
];

type ParameterOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never;

function route<Line extends string>(
  operation: OperationId,
  dialects: readonly Dialect[],
  line: Line,
  handle: (call: Call<ParameterOf<Line>>) => Answer,
  takes: Route['takes'] = 'nothing',
): Route {
  const [method = '', path = ''] = line.split(' ');
  return {
    operation,
    dialects,
    method,
    template: path.slice(1).split('/'),
    takes,
    handle: (call) => handle(call as Call<ParameterOf<Line>>),
  };
}

/** Every operation of the dialect with this path, whatever its method. */
export function findRoutes(path: readonly Segment[], dialect: Dialect): Route[] {
  return ROUTES.filter(({ template, dialects }) => {
    return (
      dialects.includes(dialect) &&
      template.length === path.length &&
      template.every((part, index) => isParameter(part) || part === path[index]?.raw)
    );
  });
}

/** The values of a route's `{parameters}`, decoded. */
export function readParameters(
  { template }: Route,
  path: readonly Segment[],
): Record<string, string> {
  const parameters = template
    .map((part, index) => [part.slice(1, -1), path[index]?.text ?? '', isParameter(part)] as const)
    .filter(([, , isOne]) => isOne);
  return Object.fromEntries(parameters);
}

function isParameter(part: string): boolean {
  return part.startsWith('{');
}

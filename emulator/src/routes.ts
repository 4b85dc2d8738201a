import type { Answer } from './answer.ts';
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

/** The upstream's operations, by the names of its specification. */
export type OperationId =
  | 'fetchInvitations'
  | 'acceptInvitation'
  | 'cancelJoinOrganization'
  | 'cancelShareArrayByInvite'
  | 'cancelShareGroupByInvite'
  | 'joinOrganization'
  | 'shareArrayByInvite'
  | 'shareGroupByInvite';

/** One operation: where it is, what may come with it and what it does. */
export interface Route {
  operation: OperationId;
  method: string;
  /** Literals and `{parameters}`, one segment each. */
  template: readonly string[];
  takes: 'nothing' | 'query' | 'body';
  /** Missing from the given API. */
  isNewer: boolean;
  handle: (call: Call<string>) => Answer;
}

/** A method and a number of segments name one route at most: a namespace called `group` is no trouble. */
const ROUTES: readonly Route[] = [
  {
    ...route('fetchInvitations', 'GET', '/v1/invitations', fetchInvitations),
    takes: 'query',
  },
  route('acceptInvitation', 'POST', '/v1/invitations/{invitation}', acceptInvitation),
  route(
    'cancelJoinOrganization',
    'DELETE',
    '/v1/invitations/{invitation}/{organization}/join',
    cancelJoinOrganization,
  ),
  route(
    'cancelShareArrayByInvite',
    'DELETE',
    '/v1/invitations/{invitation}/{namespace}/{array}/share',
    cancelShareArrayByInvite,
  ),
  {
    ...route(
      'cancelShareGroupByInvite',
      'DELETE',
      '/v1/invitations/group/{invitation}/{namespace}/{group_name}/share',
      cancelShareGroupByInvite,
    ),
    isNewer: true,
  },
  {
    ...route('joinOrganization', 'POST', '/v1/invitations/{organization}/join', joinOrganization),
    takes: 'body',
  },
  {
    ...route(
      'shareArrayByInvite',
      'POST',
      '/v1/invitations/{namespace}/{array}/share',
      shareArrayByInvite,
    ),
    takes: 'body',
  },
  {
    ...route(
      'shareGroupByInvite',
      'POST',
      '/v1/invitations/group/{namespace}/{group}/share',
      shareGroupByInvite,
    ),
    takes: 'body',
    isNewer: true,
  },
];

type ParameterOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never;

function route<Path extends string>(
  operation: OperationId,
  method: string,
  path: Path,
  handle: (call: Call<ParameterOf<Path>>) => Answer,
): Route {
  return {
    operation,
    method,
    template: path.slice(1).split('/'),
    takes: 'nothing',
    isNewer: false,
    handle: (call) => handle(call as Call<ParameterOf<Path>>),
  };
}

/** Every operation whose path this is, whatever its method. */
export function findRoutes(path: readonly Segment[]): Route[] {
  return ROUTES.filter(({ template }) => {
    return (
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

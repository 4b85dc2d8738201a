import { findSegmentFault, SHARE_PAYMENT } from './path-segment.ts';

/**
 * How a server names an owner in its array and group routes: `namespaces` by one path segment, `workspaces` (servers
 * since 2025) by two, a workspace and a teamspace.
 */
export type NamespaceFamily = 'namespaces' | 'workspaces';

/** A workspace with one of these names would make the path match another route. */
const ROUTE_WORDS: readonly string[] = ['group', SHARE_PAYMENT];

/** The path segments of a namespace, or why it is invalid, continuing "`namespace` …". */
export type NamespaceSegments =
  | { readonly segments: readonly string[] }
  | { readonly fault: string };

export function toNamespaceSegments(namespace: string, family: NamespaceFamily): NamespaceSegments {
  const segments = family === 'workspaces' ? namespace.split('/') : [namespace];
  if (family === 'workspaces') {
    if (segments.length !== 2 || segments.includes('')) {
      return { fault: 'must have the form `workspace/teamspace` on this deployment' };
    }
    if (ROUTE_WORDS.includes(segments[0] ?? '')) {
      return {
        fault: `must not have "${segments[0]}" as its workspace: TileDB's routes reserve that word`,
      };
    }
  }
  const fault = segments.map(findSegmentFault).find((one) => one !== null);
  return fault === undefined ? { segments } : { fault };
}

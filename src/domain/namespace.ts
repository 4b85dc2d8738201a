import { findSegmentFault } from './path-segment.ts';

/**
 * How a server names an owner in its array and group routes: `namespaces` by one path segment, `workspaces` (servers of
 * 2025 on) by two, a workspace and a teamspace.
 */
export type NamespaceFamily = 'namespaces' | 'workspaces';

/** With these as workspace, a route would be read as another one. */
const ROUTE_WORDS: readonly string[] = ['group', 'share_payment'];

/** The path segments of a namespace, or why it has none, continuing "`namespace` …". */
export type NamespaceSegments =
  | { readonly segments: readonly string[] }
  | { readonly fault: string };

export function toNamespaceSegments(namespace: string, family: NamespaceFamily): NamespaceSegments {
  const segments = family === 'workspaces' ? namespace.split('/') : [namespace];
  if (family === 'workspaces') {
    if (segments.length !== 2) {
      return { fault: 'must have the form `workspace/teamspace` on this deployment' };
    }
    if (ROUTE_WORDS.includes(segments[0] ?? '')) {
      return { fault: `must not name "${segments[0]}" as workspace: TileDB's routes reserve it` };
    }
  }
  const fault = segments.map(findSegmentFault).find((one) => one !== null);
  return fault === undefined ? { segments } : { fault };
}

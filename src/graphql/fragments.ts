import { type DocumentNode, type FragmentDefinitionNode, Kind } from 'graphql';

/** The document's fragments by name. */
export function toFragments(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
}

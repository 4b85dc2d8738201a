interface NamedType {
  name?: string | null;
  ofType?: NamedType | null;
}

interface Introspection {
  types: { name: string }[];
  directives: { args: { type: NamedType }[] }[];
}

/** Namespaced by a specification that the schema links, such as `federation__FieldSet`. */
const LINKED = /^[a-z]+__/;

/**
 * Removes the types that only occur in directives of the schema's source: no operation can use them,
 * and they would clutter the documentation's list of types. Directives with arguments of these types
 * are removed too, since a client schema must be complete.
 */
export function withoutLinkedTypes<Schema extends Introspection>(schema: Schema): Schema {
  return {
    ...schema,
    types: schema.types.filter(({ name }) => !LINKED.test(name)),
    directives: schema.directives.filter(
      ({ args }) => !args.some(({ type }) => LINKED.test(nameOf(type))),
    ),
  };
}

function nameOf({ name, ofType }: NamedType): string {
  return ofType ? nameOf(ofType) : (name ?? '');
}

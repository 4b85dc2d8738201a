/**
 * For the `default` of a switch over a union or an enum: a member that the schema gains is a type error
 * here until it is handled. A page can be older than the service, so it returns instead of throwing.
 *
 * @param _unhandled `never`, as long as every known member is handled
 * @param fallback what to go on with when the service answers one that this page does not know
 */
export function exhaustive<Fallback>(_unhandled: never, fallback: Fallback): Fallback {
  return fallback;
}

/**
 * For the `default` of a switch over a union or an enum: a new member of the schema is a type error here until it is
 * handled. A page can be older than the service, so it returns instead of throwing.
 *
 * @param _unhandled `never`, as long as every known member is handled
 * @param fallback returned when the service sends a member that this page does not know
 */
export function exhaustive<Fallback>(_unhandled: never, fallback: Fallback): Fallback {
  return fallback;
}

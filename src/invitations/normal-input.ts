/** A list whose order and repetitions have no effect, in a form that is equal for equal sets. */
export function toSet(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}

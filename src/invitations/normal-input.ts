/** Normalises a list in which order and duplicates have no effect, so that equal sets are equal. */
export function toSet(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}

/** The list in the `input` of each bulk mutation. */
const LISTS: Readonly<Record<string, string>> = {
  acceptInvitations: 'invitationIds',
  cancelInvitations: 'cancelHandles',
};

/** Maximum items per operation, since each is an upstream call. */
const MAX_BULK_ITEMS = 100;

export function isBulkMutation(name: string): boolean {
  return Object.hasOwn(LISTS, name);
}

/** @returns an error message if a bulk mutation has no items, or all bulk mutations of an operation together have too many */
export function findBulkExcess(
  mutations: readonly { readonly name: string; readonly input: unknown }[],
): string | null {
  let items = 0;
  let argument = '';
  for (const { name, input } of mutations) {
    const list: unknown = Object(input)[LISTS[name] ?? ''];
    if (!Array.isArray(list)) continue;
    argument = LISTS[name] ?? '';
    if (list.length === 0) return `\`${argument}\` must have at least one item.`;
    items += new Set(list).size;
  }
  if (items <= MAX_BULK_ITEMS) return null;
  return `\`${argument}\` must have at most ${MAX_BULK_ITEMS} different items in all fields of an operation that accept or cancel many: got ${items}.`;
}

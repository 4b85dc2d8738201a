/** What this product assumes about real servers without a source that confirms it; docs/first-contact.md has the same table. */
export const ASSUMPTIONS = {
  'error-code': 'The code of an Error repeats the HTTP status.',
  'list-holds-both':
    'The list holds invitations the caller sent or manages, and those the caller received.',
  'expired-stays-pending': 'An invitation that has expired is still listed as PENDING.',
  'newest-first':
    'The list is ordered by time of creation, newest first, if no order is asked for.',
  'totals-come': 'A page says how many pages and items there are.',
  'no-page-cap': 'A page of 100 is given when 100 are asked for.',
  'window-in-seconds': 'start and end filter on the time of creation, in seconds, both inclusive.',
  'status-filters': 'status narrows the list to that status.',
  'empty-past-the-end': 'A page past the end is an empty page, not an error.',
  'known-values': 'Types, statuses and roles are those of the public specification.',
  'actions-in-one-text': 'actions is one text with commas, not a list.',
  'one-segment': 'An owner is one path segment (the namespace), not workspace/teamspace.',
  'group-filter': 'The list can be filtered by group.',
} as const;

export type AssumptionId = keyof typeof ASSUMPTIONS;

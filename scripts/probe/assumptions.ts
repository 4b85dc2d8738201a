/** What this service assumes about real servers without a source that confirms it, as in docs/first-contact.md. */
export const ASSUMPTIONS = {
  'error-code': 'The code of an Error repeats the HTTP status.',
  'list-holds-both':
    'The list holds invitations the caller sent or manages, and those the caller received.',
  'expired-stays-pending': 'An invitation that has expired is still listed as PENDING.',
  'newest-first':
    'The list is ordered by time of creation, newest first, unless another order is requested.',
  'totals-come': 'A page reports the number of pages and items.',
  'no-page-cap': 'A request for a page of 100 returns up to 100 items.',
  'window-in-seconds': 'start and end filter on the time of creation, in seconds, both inclusive.',
  'status-filters': 'status narrows the list to that status.',
  'empty-past-the-end': 'A page past the end is an empty page, not an error.',
  'known-values': 'Types, statuses and roles are those of the public specification.',
  'actions-in-one-text': 'actions is one comma-separated string, not a list.',
  'one-segment': 'An owner is one path segment (the namespace), not workspace/teamspace.',
  'group-filter': 'The list can be filtered by group.',
} as const;

export type AssumptionId = keyof typeof ASSUMPTIONS;

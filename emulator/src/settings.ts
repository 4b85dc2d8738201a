import type { Dialect } from './model.ts';

/** How the emulated server behaves. Settings may change at run time; a reset restores the initial ones. */
export interface Settings {
  dialect: Dialect;
  /** Maximum page size, whatever `per_page` requests; null for no limit. */
  pageCap: number | null;
  /** Whether answers are compressed for clients that accept gzip. */
  gzip: boolean;
  assumptions: Assumptions;
}

/**
 * What no source says about the real API, and the possible values. A client that depends on one of these
 * can be run against every value. The first is the default, which is a choice, not a claim.
 */
export const ASSUMPTIONS = {
  /** Whose invitations the list holds. */
  listed: ['both', 'sent', 'received'],
  /** Whether an expired invitation is still listed as PENDING, or no longer listed. */
  expired: ['pending', 'unlisted'],
  /** What `start` and `end` count. */
  timeUnit: ['seconds', 'milliseconds'],
  /** What a second invite to the same target does: a second invitation, the same one again, or 409. */
  secondInvitation: ['another', 'same', 'refused'],
  /** Whether an invitation to an organization without actions gets those of its role. */
  roleActions: ['none', 'derived'],
  /** The direction of the order by time, which is the default order. */
  timestampOrder: ['newest-first', 'oldest-first'],
  /** Whether a page reports the number of pages and items. */
  totals: ['sent', 'absent'],
  /** The value of a share's `organization_name` in the `workspaces` dialect. */
  shareOwner: ['organization', 'workspace/teamspace'],
  /** Whether the `given` dialect's 404 names the recipients that were not reached. */
  unreachable: ['named', 'silent'],
} as const;

type AssumptionName = keyof typeof ASSUMPTIONS;

export type Assumptions = { [Name in AssumptionName]: (typeof ASSUMPTIONS)[Name][number] };

/** A partial set of settings. */
export type SomeSettings = Partial<Omit<Settings, 'assumptions'>> & {
  assumptions?: Partial<Assumptions>;
};

/** Fills in the defaults. */
export function toSettings(some: SomeSettings): Settings {
  return {
    dialect: some.dialect ?? 'current',
    pageCap: some.pageCap ?? null,
    gzip: some.gzip ?? true,
    assumptions: { ...DEFAULT_ASSUMPTIONS, ...some.assumptions },
  };
}

const DEFAULT_ASSUMPTIONS = Object.fromEntries(
  Object.entries(ASSUMPTIONS).map(([name, [first]]) => [name, first]),
) as unknown as Assumptions;

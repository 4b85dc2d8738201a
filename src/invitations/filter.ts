import { InvalidArgument } from '../domain/invalid-argument.ts';
import type { InvitationQuery } from '../domain/upstream.ts';
import type { InvitationStatus, InvitationType } from '../domain/vocabulary.ts';

/** Conditions on the list, as clients send them; each may be null or omitted. */
export interface InvitationFilter {
  readonly organization?: string | null | undefined;
  readonly array?: string | null | undefined;
  readonly group?: string | null | undefined;
  readonly start?: Date | null | undefined;
  readonly end?: Date | null | undefined;
  readonly type?: InvitationType | null | undefined;
  readonly status?: InvitationStatus | null | undefined;
}

type QueryConditions = Omit<InvitationQuery, 'page' | 'perPage' | 'order'>;

/** @throws {InvalidArgument} for a condition that would widen the list or that nothing can meet */
export function toConditions(filter: InvitationFilter): QueryConditions {
  refuseEmpty('organization', filter.organization);
  refuseEmpty('array', filter.array);
  refuseEmpty('group', filter.group);
  const start = toSeconds('start', filter.start, Math.floor);
  const end = toSeconds('end', filter.end, Math.ceil);
  if (filter.start && filter.end && filter.end < filter.start) {
    throw new InvalidArgument(
      'end',
      `must not be before \`start\`: got ${filter.end.toISOString()}, which is before ${filter.start.toISOString()}`,
    );
  }
  return {
    organization: filter.organization,
    array: filter.array,
    group: filter.group,
    start,
    end,
    type: filter.type,
    status: filter.status,
  };
}

/** Upstream ignores an empty value and lists everything. */
function refuseEmpty(argument: string, value: string | null | undefined): void {
  if (value === '') {
    throw new InvalidArgument(argument, 'must not be empty: omit it to list everything');
  }
}

/** Upstream's times are whole seconds since 1970, unsigned. */
function toSeconds(
  argument: string,
  time: Date | null | undefined,
  round: (seconds: number) => number,
): number | null {
  if (time === null || time === undefined) return null;
  const seconds = round(time.getTime() / 1000);
  if (seconds >= 0 && time.getTime() >= 0) return seconds;
  throw new InvalidArgument(argument, `must not be before 1970: got ${time.toISOString()}`);
}

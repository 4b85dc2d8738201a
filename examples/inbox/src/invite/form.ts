import type { InvitationFilter, Invite } from 'tiledb-invitations-client';
import { keysOf } from '../parts/Choice.tsx';
import { ARRAY_ACTIONS, GROUP_ACTIONS, ROLES } from '../words/choices.ts';

/** Reads the form. */
export function toInvite(kind: Invite['kind'], form: FormData): Invite {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const arrayActions = chosen(keysOf(ARRAY_ACTIONS), form.getAll('arrayActions'));
  switch (kind) {
    case 'organization': {
      const [role = 'READ_ONLY'] = chosen(keysOf(ROLES), [text('role')]);
      return { kind, input: { organization: text('organization'), role } };
    }
    case 'array': {
      const place = { namespace: text('namespace'), array: text('array') };
      return { kind, input: { ...place, actions: arrayActions } };
    }
    case 'group': {
      const place = { namespace: text('namespace'), group: text('group') };
      const groupActions = chosen(keysOf(GROUP_ACTIONS), form.getAll('groupActions'));
      return { kind, input: { ...place, arrayActions, groupActions } };
    }
  }
}

/** The filter for earlier invitations to the same target; undefined until the form names one. */
export function earlierFilterOf({ kind, input }: Invite): InvitationFilter | undefined {
  switch (kind) {
    case 'organization': {
      const { organization } = input;
      return organization ? { organization, type: 'JOIN_ORGANIZATION' } : undefined;
    }
    case 'array':
      return input.array ? { array: input.array, type: 'ARRAY_SHARE' } : undefined;
    case 'group':
      return input.group ? { group: input.group, type: 'GROUP_SHARE' } : undefined;
  }
}

export function nameOf({ kind, input }: Invite): string {
  switch (kind) {
    case 'organization':
      return input.organization;
    case 'array':
      return input.array;
    case 'group':
      return input.group;
  }
}

function chosen<Value extends string>(all: readonly Value[], values: readonly unknown[]): Value[] {
  return all.filter((value) => values.includes(value));
}

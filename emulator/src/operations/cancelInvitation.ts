import { type Answer, emptyAnswer } from '../answer.ts';
import type { Invitation } from '../model.ts';
import { groupUuid } from '../wire.ts';
import { type Owner, requireOrganization, requireOwner } from './authority.ts';
import type { Call } from './call.ts';
import { refuseInvitation } from './notFound.ts';

export function cancelJoinOrganization(call: Call<'invitation' | 'organization'>): Answer {
  const { name } = requireOrganization(call, call.parameters.organization);
  return cancel(call, ({ type, owner }) => type === 'JOIN_ORGANIZATION' && owner === name);
}

export function cancelShareArrayByInvite(call: Call<'invitation' | 'array'>): Answer {
  const owner = requireOwner(call);
  const { array } = call.parameters;
  return cancel(call, (invitation) => {
    return (
      invitation.type === 'ARRAY_SHARE' &&
      isOwnedBy(invitation, owner) &&
      invitation.array === array
    );
  });
}

/** The group is given by its name or its UUID. */
export function cancelShareGroupByInvite(call: Call<'invitation' | 'group_name'>): Answer {
  const owner = requireOwner(call);
  const { group_name: group } = call.parameters;
  return cancel(call, (invitation) => {
    return (
      invitation.type === 'GROUP_SHARE' &&
      isOwnedBy(invitation, owner) &&
      groupUuid(owner.owner, invitation.group) === groupUuid(owner.owner, group)
    );
  });
}

function isOwnedBy(invitation: Invitation, { owner, teamspace }: Owner): boolean {
  return invitation.owner === owner && invitation.teamspace === teamspace;
}

/** Deletes the pending invitation with this id, even if expired, provided that it matches the path. */
function cancel(
  { world, settings, parameters }: Call<'invitation'>,
  isDescribed: (invitation: Invitation) => boolean,
): Answer {
  const index = world.invitations.findIndex((invitation) => {
    return (
      invitation.id === parameters.invitation &&
      invitation.acceptance === null &&
      isDescribed(invitation)
    );
  });
  if (index < 0) throw refuseInvitation(settings.dialect, 'No invitation was found to cancel');
  world.invitations.splice(index, 1);
  return emptyAnswer(204);
}

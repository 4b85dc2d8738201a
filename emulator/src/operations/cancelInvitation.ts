import { type Answer, emptyAnswer } from '../answer.ts';
import type { Invitation } from '../model.ts';
import { requireNamespace, requireOrganization } from './authority.ts';
import type { Call } from './call.ts';
import { refuseInvitation } from './notFound.ts';

export function cancelJoinOrganization(call: Call<'invitation' | 'organization'>): Answer {
  const { world, caller, parameters } = call;
  const organization = requireOrganization(world, parameters.organization, caller);
  return cancel(call, ({ type, owner }) => {
    return type === 'JOIN_ORGANIZATION' && owner === organization.name;
  });
}

export function cancelShareArrayByInvite(call: Call<'invitation' | 'namespace' | 'array'>): Answer {
  const { world, caller, parameters } = call;
  const namespace = requireNamespace(world, parameters.namespace, caller);
  return cancel(call, (invitation) => {
    return (
      invitation.type === 'ARRAY_SHARE' &&
      invitation.owner === namespace &&
      invitation.array === parameters.array
    );
  });
}

export function cancelShareGroupByInvite(
  call: Call<'invitation' | 'namespace' | 'group_name'>,
): Answer {
  const { world, caller, parameters } = call;
  const namespace = requireNamespace(world, parameters.namespace, caller);
  return cancel(call, (invitation) => {
    return (
      invitation.type === 'GROUP_SHARE' &&
      invitation.owner === namespace &&
      invitation.group === parameters.group_name
    );
  });
}

/** Forgets the pending invitation of this id, expired or not, if it is the one that the path describes. */
function cancel(
  { world, dialect, parameters }: Call<'invitation'>,
  isDescribed: (invitation: Invitation) => boolean,
): Answer {
  const index = world.invitations.findIndex((invitation) => {
    return (
      invitation.id === parameters.invitation &&
      invitation.acceptance === null &&
      isDescribed(invitation)
    );
  });
  if (index < 0) {
    throw refuseInvitation(dialect, 'No invitation was found to cancel');
  }
  world.invitations.splice(index, 1);
  return emptyAnswer(204);
}

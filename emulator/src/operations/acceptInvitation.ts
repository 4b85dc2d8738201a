import { type Answer, emptyAnswer } from '../answer.ts';
import {
  findOrganization,
  type Invitation,
  isAddressedTo,
  isKnownTo,
  type User,
  type World,
} from '../model.ts';
import type { Call } from './call.ts';
import { refuseInvitation } from './notFound.ts';

/** Accepts an invitation to the caller. */
export function acceptInvitation(call: Call<'invitation'>): Answer {
  const { world, caller, now } = call;
  const { dialect } = call.settings;
  const invitation = world.invitations.find(({ id }) => id === call.parameters.invitation);
  if (
    invitation === undefined ||
    invitation.acceptance !== null ||
    invitation.expiresAt <= now ||
    !isAddressedTo(invitation, caller) ||
    !isKnownTo(dialect, invitation.type)
  ) {
    throw refuseInvitation(dialect, 'Could not find invitation identifier');
  }
  invitation.acceptance = { by: caller.username, at: now };
  admit(world, invitation, caller);
  return emptyAnswer(204);
}

/** Joining makes the caller a member; this world does not track what the other kinds grant. */
function admit(world: World, invitation: Invitation, caller: User): void {
  const organization = findOrganization(world, invitation.owner);
  if (invitation.type !== 'JOIN_ORGANIZATION' || organization === undefined) return;
  const others = organization.members.filter(({ username }) => username !== caller.username);
  organization.members = [...others, { username: caller.username, role: invitation.role }];
}

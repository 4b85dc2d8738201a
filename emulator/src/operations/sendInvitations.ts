import { type Answer, emptyAnswer, jsonAnswer, Refusal } from '../answer.ts';
import { addInvitation, type NewInvitation } from '../builders.ts';
import {
  BOUNCING_DOMAIN,
  findUser,
  type Invitation,
  NAMESPACE_ACTIONS,
  type NamespaceAction,
  type OrganizationRole,
  type World,
} from '../model.ts';
import type { Settings } from '../settings.ts';
import { requireOrganization, requireOwner } from './authority.ts';
import { readArrayShare, readGroupShare, readJoin } from './body.ts';
import type { Call } from './call.ts';

export function joinOrganization(call: Call<'organization'>): Answer {
  const { role, actions, recipients } = readJoin(call);
  const { name } = requireOrganization(call, call.parameters.organization);
  const isDerived = actions.length === 0 && call.settings.assumptions.roleActions === 'derived';
  return send(call, 'invitee_email', recipients, (to) => ({
    type: 'JOIN_ORGANIZATION',
    owner: name,
    to,
    role,
    actions: isDerived ? ROLE_ACTIONS[role] : actions,
  }));
}

export function shareArrayByInvite(call: Call<'array'>): Answer {
  const { actions, recipients } = readArrayShare(call);
  const owner = requireOwner(call);
  return send(call, 'invitee_email', recipients, (to) => ({
    type: 'ARRAY_SHARE',
    ...owner,
    to,
    array: call.parameters.array,
    actions,
  }));
}

export function shareGroupByInvite(call: Call<'group'>): Answer {
  const { arrayActions, groupActions, recipients } = readGroupShare(call);
  const owner = requireOwner(call);
  return send(call, 'invitee_email_or_name', recipients, (to) => ({
    type: 'GROUP_SHARE',
    ...owner,
    to,
    group: call.parameters.group,
    actions: arrayActions,
    groupActions,
  }));
}

/** An assumption: no source says which actions a role has. */
const ROLE_ACTIONS: Readonly<Record<OrganizationRole, readonly NamespaceAction[]>> = {
  owner: NAMESPACE_ACTIONS,
  admin: NAMESPACE_ACTIONS,
  read_write_delete: ['read', 'write', 'delete'],
  read_write: ['read', 'write'],
  read_only: ['read'],
};

/** Invites every recipient that can be reached, even if others cannot. */
function send(
  call: Call,
  key: string,
  recipients: readonly string[],
  toInvitation: (to: string) => NewInvitation,
): Answer {
  const { world, caller, settings, now } = call;
  const failed = recipients.filter((recipient) => !isReachable(world, recipient));
  const invitations = recipients
    .filter((recipient) => !failed.includes(recipient))
    .map((recipient) => ({
      ...toInvitation(findUser(world, recipient)?.username ?? recipient),
      from: caller.username,
      createdAt: now,
    }));
  for (const { facts, earlier } of invitations.map((facts) => withEarlier(call, facts))) {
    const { id, recipient } = earlier ?? addInvitation(world, facts);
    const to = findUser(world, recipient)?.email ?? recipient;
    world.mail.push({ to, invitation: id, from: caller.username, at: now });
  }
  return toSent(settings, key, recipients, failed);
}

/** Handles a second invitation of a recipient to the same target, according to the settings. */
function withEarlier(
  { world, settings }: Call,
  facts: NewInvitation,
): { facts: NewInvitation; earlier: Invitation | undefined } {
  const { secondInvitation } = settings.assumptions;
  if (secondInvitation === 'another') return { facts, earlier: undefined };
  const earlier = world.invitations.find((invitation) => isOfSame(invitation, facts));
  if (earlier !== undefined && secondInvitation === 'refused') {
    throw new Refusal(409, `"${facts.to}" has been invited already`);
  }
  return { facts, earlier };
}

function isOfSame(invitation: Invitation, facts: NewInvitation): boolean {
  return (
    invitation.acceptance === null &&
    invitation.recipient.toLowerCase() === facts.to.toLowerCase() &&
    invitation.owner === facts.owner &&
    invitation.type === facts.type &&
    subjectOf(invitation) === subjectOf(facts)
  );
}

function subjectOf(invitation: Invitation | NewInvitation): string | null {
  switch (invitation.type) {
    case 'ARRAY_SHARE':
      return invitation.array;
    case 'GROUP_SHARE':
      return invitation.group;
    case 'JOIN_ORGANIZATION':
    case 'PAYMENT_SHARE':
      return null;
  }
}

/** The given API does not report that the other recipients were invited. */
function toSent(
  { dialect, assumptions }: Settings,
  key: string,
  recipients: readonly string[],
  failed: readonly string[],
): Answer {
  if (failed.length === 0) return emptyAnswer(204);
  if (dialect !== 'given') {
    const status = failed.length === recipients.length ? 500 : 207;
    return jsonAnswer(status, { failed_recipients: failed });
  }
  return assumptions.unreachable === 'named'
    ? jsonAnswer(404, { [key]: failed })
    : emptyAnswer(404);
}

/** A recipient without an `@` is a username or an account's UUID, and can only be reached if the world has that account. */
function isReachable(world: World, recipient: string): boolean {
  return recipient.includes('@')
    ? !recipient.toLowerCase().endsWith(`@${BOUNCING_DOMAIN}`)
    : findUser(world, recipient) !== undefined;
}

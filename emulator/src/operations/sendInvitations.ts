import { type Answer, emptyAnswer, jsonAnswer, Refusal } from '../answer.ts';
import { addInvitation, type NewInvitation } from '../builders.ts';
import { BOUNCING_DOMAIN, type Dialect, findUser, type World } from '../model.ts';
import { requireNamespace, requireOrganization } from './authority.ts';
import { readArrayShare, readGroupShare, readJoin } from './body.ts';
import type { Call } from './call.ts';

export function joinOrganization(call: Call<'organization'>): Answer {
  const join = readJoin(call);
  const { name } = requireOrganization(call.world, call.parameters.organization, call.caller);
  return send(call, join.recipients, (to) => ({
    type: 'JOIN_ORGANIZATION',
    owner: name,
    to,
    role: join.role,
    actions: join.actions,
  }));
}

export function shareArrayByInvite(call: Call<'namespace' | 'array'>): Answer {
  const share = readArrayShare(call);
  const owner = requireNamespace(call.world, call.parameters.namespace, call.caller);
  return send(call, share.recipients, (to) => ({
    type: 'ARRAY_SHARE',
    owner,
    to,
    array: call.parameters.array,
    actions: share.actions,
  }));
}

export function shareGroupByInvite(call: Call<'namespace' | 'group'>): Answer {
  const share = readGroupShare(call);
  const owner = requireNamespace(call.world, call.parameters.namespace, call.caller);
  return send(call, share.recipients, (to) => ({
    type: 'GROUP_SHARE',
    owner,
    to,
    group: call.parameters.group,
    actions: share.arrayActions,
    groupActions: share.groupActions,
  }));
}

/** Invites everybody who can be reached, whoever else cannot. */
function send(
  { world, caller, dialect, now }: Call,
  recipients: readonly string[],
  toInvitation: (to: string) => NewInvitation,
): Answer {
  const failed = recipients.filter((recipient) => !isReachable(world, recipient));
  for (const recipient of recipients) {
    if (!failed.includes(recipient)) {
      addInvitation(world, {
        ...toInvitation(recipient),
        from: caller.username,
        createdAt: now,
      });
    }
  }
  return toSent(dialect, recipients, failed);
}

/** The given API does not say who failed, nor that the others were invited all the same. */
function toSent(
  dialect: Dialect,
  recipients: readonly string[],
  failed: readonly string[],
): Answer {
  if (failed.length === 0) {
    return emptyAnswer(204);
  }
  if (dialect === 'given') {
    throw new Refusal(404, 'Could not reach one or more recipients', { isSilent: true });
  }
  const status = failed.length === recipients.length ? 500 : 207;
  return jsonAnswer(status, { failed_recipients: failed });
}

/** A name without an `@` is a username, and only those that the world knows can be reached. */
function isReachable(world: World, recipient: string): boolean {
  if (recipient.includes('@')) {
    return !recipient.toLowerCase().endsWith(`@${BOUNCING_DOMAIN}`);
  }
  return findUser(world, recipient) !== undefined;
}

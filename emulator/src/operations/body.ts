import { Refusal } from '../answer.ts';
import {
  ARRAY_ACTIONS,
  type ArrayAction,
  GROUP_ACTIONS,
  type GroupAction,
  NAMESPACE_ACTIONS,
  type NamespaceAction,
  ORGANIZATION_ROLES,
  type OrganizationRole,
} from '../model.ts';
import type { Call } from './call.ts';

const EMAIL_ADDRESS = /^[^\s@]+@[^\s@]+$/;

interface Join {
  role: OrganizationRole;
  actions: NamespaceAction[];
  recipients: string[];
}

/** `{organization_role, invitee_email, actions?}` */
export function readJoin(call: Call): Join {
  const body = readObject(call, ['organization_role', 'invitee_email', 'actions']);
  return {
    role: toWord(body['organization_role'], 'organization_role', ORGANIZATION_ROLES),
    actions:
      body['actions'] === undefined ? [] : toWords(body['actions'], 'actions', NAMESPACE_ACTIONS),
    recipients: toRecipients(call, body, 'invitee_email'),
  };
}

interface ArrayShare {
  actions: ArrayAction[];
  recipients: string[];
}

/** `{actions, invitee_email}` */
export function readArrayShare(call: Call): ArrayShare {
  const body = readObject(call, ['actions', 'invitee_email']);
  const actions = toWords(body['actions'], 'actions', ARRAY_ACTIONS);
  if (actions.length === 0) throw new Refusal(400, 'actions must not be empty');
  return {
    actions,
    recipients: toRecipients(call, body, 'invitee_email'),
  };
}

interface GroupShare {
  arrayActions: ArrayAction[];
  groupActions: GroupAction[];
  recipients: string[];
}

/** `{array_actions, group_actions, invitee_email_or_name}` */
export function readGroupShare(call: Call): GroupShare {
  const body = readObject(call, ['array_actions', 'group_actions', 'invitee_email_or_name']);
  const arrayActions = toWords(body['array_actions'], 'array_actions', ARRAY_ACTIONS);
  const groupActions = toWords(body['group_actions'], 'group_actions', GROUP_ACTIONS);
  if (arrayActions.length + groupActions.length === 0) {
    throw new Refusal(400, 'array_actions and group_actions must not both be empty');
  }
  return {
    arrayActions,
    groupActions,
    recipients: toRecipients(call, body, 'invitee_email_or_name'),
  };
}

type Body = Readonly<Record<string, unknown>>;

function readObject({ contentType, body }: Call, keys: readonly string[]): Body {
  if (!/^application\/json(?: *;.*)?$/i.test(contentType)) {
    throw new Refusal(400, `Content-Type must be application/json, not "${contentType}"`);
  }
  const value = parse(body);
  if (!isObject(value)) throw new Refusal(400, 'The body must be a JSON object');
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    throw new Refusal(400, `The body may have ${keys.join(', ')}, not "${unknown}"`);
  }
  return value;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal(400, 'The body must be JSON');
  }
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The given document only has addresses; later versions also allow user names and UUIDs. */
function toRecipients({ settings }: Call, body: Body, key: string): string[] {
  const isRecipient = settings.dialect === 'given' ? isEmailAddress : isRecipientOfToday;
  const recipients = toTexts(body[key], key);
  if (recipients.length === 0) {
    throw new Refusal(400, `${key} must not be empty`);
  }
  const wrong = recipients.find((recipient) => !isRecipient(recipient));
  if (wrong !== undefined) {
    throw new Refusal(400, `${key} must not have "${wrong}"`);
  }
  return recipients;
}

function isEmailAddress(text: string): boolean {
  return EMAIL_ADDRESS.test(text);
}

function isRecipientOfToday(text: string): boolean {
  return text.includes('@') ? isEmailAddress(text) : text.trim() === text && text !== '';
}

function toWords<Word extends string>(value: unknown, key: string, words: readonly Word[]): Word[] {
  return toTexts(value, key).map((text) => toWord(text, key, words));
}

function toWord<Word extends string>(value: unknown, key: string, words: readonly Word[]): Word {
  const word = words.find((known) => known === value);
  if (word === undefined) {
    throw new Refusal(
      400,
      `${key} must be of ${words.join(', ')}, not ${JSON.stringify(value) ?? 'missing'}`,
    );
  }
  return word;
}

function toTexts(value: unknown, key: string): string[] {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw new Refusal(400, `${key} must be a list of strings`);
  }
  return value;
}

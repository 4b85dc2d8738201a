/** Validates requests to the control door; each function throws a Refusal that says what is wrong. */
import { Refusal } from '../answer.ts';
import { addInvitation, type NewInvitation } from '../builders.ts';
import type { Behaviour, Fault } from '../faults.ts';
import { DIALECTS, INVITATION_TYPES, type World } from '../model.ts';
import { OPERATION_IDS } from '../routes.ts';
import { SCENARIOS, type Scenario } from '../scenarios.ts';
import { ASSUMPTIONS, type Assumptions, type SomeSettings } from '../settings.ts';
import { demoWorld, emptyWorld } from '../world.ts';

type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isPositive: Check = (value) => isCount(value) && value !== 0;
const isTime: Check = (value) => isText(value) && !Number.isNaN(Date.parse(String(value)));
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const isTextMap: Check = (value) => isFields(value) && Object.values(value).every(isText);
const isStatus: Check = (value) => isCount(value) && Number(value) >= 200 && Number(value) <= 599;

function isOneOf(words: readonly unknown[]): Check {
  return (value) => words.includes(value);
}

/** Every behaviour but `hold`, which waits for a promise. */
const BEHAVIOURS: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  answer: { status: isStatus, headers: isTextMap, body: isText, afterHandling: isFlag },
  truncate: { status: isStatus, body: isText, bytes: isCount },
  cut: { when: isOneOf(['before-answer', 'after-handling']) },
  drip: { bytesPerChunk: isPositive, intervalMs: isCount, body: isText },
  'huge-body': { bytes: isCount },
  'endless-headers': {},
  raw: { text: isText },
  'lying-gzip': {},
  hang: {},
};

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  answer: ['status'],
  truncate: ['bytes'],
  cut: ['when'],
  drip: ['bytesPerChunk', 'intervalMs'],
  'huge-body': ['bytes'],
  raw: ['text'],
};

/** A fault in the form that `inject` takes. */
export function readFault(value: unknown): Fault {
  const fault = readFields(value, 'a fault', {
    operation: isOneOf(OPERATION_IDS),
    key: isText,
    times: isPositive,
    skip: isCount,
    delayMs: isCount,
    behaviour: isFields,
  });
  if (fault['behaviour'] !== undefined) requireBehaviour(fault['behaviour'] as Fields);
  return fault as Fault;
}

function requireBehaviour(value: Fields): asserts value is Behaviour & Fields {
  const { kind, ...rest } = value;
  const checks = Object.hasOwn(BEHAVIOURS, String(kind)) ? BEHAVIOURS[String(kind)] : undefined;
  if (checks === undefined) {
    throw new Refusal(400, `behaviour.kind must be one of ${Object.keys(BEHAVIOURS).join(', ')}`);
  }
  readFields(rest, `the behaviour ${kind}`, checks, REQUIRED[String(kind)]);
}

/** The scenario with a name; null for none. */
export function readScenario(value: unknown): Scenario | null {
  const { name } = readFields(value, 'a scenario', { name: () => true }, ['name']);
  if (name === null) return null;
  const scenario = SCENARIOS.find((known) => known.name === name);
  if (scenario === undefined) {
    const names = SCENARIOS.map((known) => known.name).join(', ');
    throw new Refusal(400, `name must be one of ${names}, or null for none`);
  }
  return scenario;
}

export function readSettings(value: unknown): SomeSettings {
  const settings = readFields(value, 'settings', {
    dialect: isOneOf(DIALECTS),
    pageCap: (cap) => cap === null || isPositive(cap),
    gzip: isFlag,
    assumptions: isFields,
  });
  if (settings['assumptions'] !== undefined) readAssumptions(settings['assumptions']);
  return settings as SomeSettings;
}

export function readAssumptions(value: unknown): Partial<Assumptions> {
  const checks = Object.entries(ASSUMPTIONS).map(([name, values]) => [name, isOneOf(values)]);
  return readFields(value, 'assumptions', Object.fromEntries(checks)) as Partial<Assumptions>;
}

/** `{ world?: 'demo' | 'people', invitations? }`: the demo's people, the demo's invitations, and these. */
export function readWorld(value: unknown): World {
  const seed = readFields(value, 'a seed', {
    world: isOneOf(['demo', 'people']),
    invitations: Array.isArray,
  });
  const world = seed['world'] === 'demo' ? demoWorld() : emptyWorld();
  for (const facts of (seed['invitations'] ?? []) as unknown[]) addTo(world, readInvitation(facts));
  return world;
}

function addTo(world: World, facts: NewInvitation): void {
  try {
    addInvitation(world, facts);
  } catch (error) {
    throw new Refusal(400, (error as Error).message);
  }
}

const INVITATION: Readonly<Record<string, Check>> = {
  type: isOneOf(INVITATION_TYPES),
  owner: isText,
  teamspace: isText,
  to: isText,
  from: isText,
  role: isText,
  array: isText,
  group: isText,
  actions: isTexts,
  groupActions: isTexts,
  hoursAgo: isNumber,
  createdAt: isTime,
  expiresAt: isTime,
  acceptedBy: isText,
  acceptedAt: isTime,
  id: isText,
  holes: isOneOf(['absent', 'null', 'empty', 'zero']),
  sent: isFields,
};

const SUBJECT: Readonly<Record<string, readonly string[]>> = {
  JOIN_ORGANIZATION: ['role'],
  ARRAY_SHARE: ['array'],
  GROUP_SHARE: ['group'],
};

function readInvitation(value: unknown): NewInvitation {
  const facts = readFields(value, 'an invitation', INVITATION, ['type', 'owner', 'to']);
  const missing = (SUBJECT[String(facts['type'])] ?? []).find((key) => facts[key] === undefined);
  if (missing !== undefined) throw new Refusal(400, `a ${facts['type']} must have ${missing}`);
  const times = ['createdAt', 'expiresAt', 'acceptedAt']
    .filter((key) => facts[key] !== undefined)
    .map((key) => [key, new Date(String(facts[key]))]);
  return { ...facts, ...Object.fromEntries(times) } as NewInvitation;
}

function readFields(
  value: unknown,
  what: string,
  checks: Readonly<Record<string, Check>>,
  required: readonly string[] = [],
): Fields {
  if (!isFields(value)) throw new Refusal(400, `${what} must be a JSON object`);
  for (const [key, field] of Object.entries(value)) {
    const isRight = Object.hasOwn(checks, key) ? checks[key] : undefined;
    if (isRight === undefined) {
      throw new Refusal(400, `${what} may have ${Object.keys(checks).join(', ')}, not "${key}"`);
    }
    if (!isRight(field)) {
      throw new Refusal(400, `${key} of ${what} must not be ${JSON.stringify(field)}`);
    }
  }
  const missing = required.find((key) => value[key] === undefined);
  if (missing !== undefined) throw new Refusal(400, `${what} must have ${missing}`);
  return value;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

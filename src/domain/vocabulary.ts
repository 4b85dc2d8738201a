/** One of upstream's enumerations: maps upstream's spelling of each value to the upper-case name that clients see. */
type Vocabulary<Name extends string> = ReadonlyMap<string, Name>;
type NameIn<V> = V extends Vocabulary<infer Name> ? Name : never;

function sameCase<const Name extends string>(...names: Name[]): Vocabulary<Name> {
  return new Map(names.map((name) => [name, name]));
}

function lowerCase<const Name extends string>(...names: Name[]): Vocabulary<Name> {
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}

export const INVITATION_TYPES = sameCase(
  'ARRAY_SHARE',
  'GROUP_SHARE',
  'JOIN_ORGANIZATION',
  'PAYMENT_SHARE',
);
export type InvitationType = NameIn<typeof INVITATION_TYPES>;

export const INVITATION_STATUSES = sameCase('PENDING', 'ACCEPTED');
export type InvitationStatus = NameIn<typeof INVITATION_STATUSES>;

export const ORGANIZATION_ROLES = lowerCase(
  'OWNER',
  'ADMIN',
  'READ_WRITE_DELETE',
  'READ_WRITE',
  'READ_ONLY',
);
export type OrganizationRole = NameIn<typeof ORGANIZATION_ROLES>;

export const ARRAY_ACTIONS = lowerCase(
  'READ',
  'WRITE',
  'EDIT',
  'READ_ARRAY_LOGS',
  'READ_ARRAY_INFO',
  'READ_ARRAY_SCHEMA',
);
export type ArrayAction = NameIn<typeof ARRAY_ACTIONS>;

export const NAMESPACE_ACTIONS = lowerCase(
  'READ',
  'WRITE',
  'CREATE',
  'DELETE',
  'EDIT',
  'READ_ARRAY_LOGS',
  'READ_JOB_LOGS',
  'READ_OBJECT_LOGS',
  'RUN_JOB',
  'DELETE_ORGANIZATION',
  'EDIT_ORGANIZATION',
  'EDIT_BILLING',
);
export type NamespaceAction = NameIn<typeof NAMESPACE_ACTIONS>;

export const GROUP_ACTIONS = lowerCase('READ', 'WRITE', 'EDIT');
export type GroupAction = NameIn<typeof GROUP_ACTIONS>;

/** Values of `orderby`. It is only sent, never received, so it needs no map. */
export type InvitationOrder = 'TIMESTAMP' | 'ARRAY_NAME' | 'ORGANIZATION_NAME';

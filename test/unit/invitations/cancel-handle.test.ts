import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidArgument } from '../../../src/domain/invalid-argument.ts';
import type { Invitation } from '../../../src/domain/invitation.ts';
import { findSegmentFault } from '../../../src/domain/path-segment.ts';
import {
  type CancelTarget,
  readCancelHandle,
  toCancelTarget,
  writeCancelHandle,
} from '../../../src/invitations/cancel-handle.ts';

const read = (handle: string) => readCancelHandle('cancelHandle', handle, 'namespaces');

const segment = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((text) => findSegmentFault(text) === null);
const target: fc.Arbitrary<CancelTarget> = fc.oneof(
  fc.record({ kind: fc.constant('organization'), invitationId: segment, organization: segment }),
  fc.record({
    kind: fc.constant('array'),
    invitationId: segment,
    namespace: segment,
    array: segment,
  }),
  fc.record({
    kind: fc.constant('group'),
    invitationId: segment,
    namespace: segment,
    group: segment,
  }),
);

describe('a cancel handle', () => {
  it('decodes to the values it was made of', () => {
    fc.assert(
      fc.property(target, (one) => {
        expect(read(writeCancelHandle(one))).toEqual(one);
      }),
    );
  });

  it('is distinguishable from any other text', () => {
    fc.assert(
      fc.property(target, fc.nat(), fc.string({ maxLength: 3 }), (one, at, inserted) => {
        const handle = writeCancelHandle(one);
        const index = at % (handle.length + 1);
        const changed = handle.slice(0, index) + inserted + handle.slice(index);
        fc.pre(changed !== handle);
        // A modified handle may happen to be another valid one; it must then decode to exactly that one's values.
        try {
          expect(writeCancelHandle(read(changed))).toBe(changed);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidArgument);
        }
      }),
    );
  });

  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it.each([
    ['an empty text', ''],
    ['a word', 'nonsense'],
    ['an id', '3b8b0b35-5a4c-4e7b-bd4d-6f6f3b1c1a11'],
    ['a cursor', Buffer.from('offset:3').toString('base64url')],
    ['another version', encode([2, 'o', 'id', 'acme'])],
    ['a version of another type', encode(['1', 'o', 'id', 'acme'])],
    ['another kind', encode([1, 'p', 'id', 'acme'])],
    ['too few elements', encode([1, 'a', 'id', 'acme'])],
    ['too many elements', encode([1, 'o', 'id', 'acme', 'more'])],
    ['something that is no text', encode([1, 'o', 7, 'acme'])],
    ['no list', encode({ version: 1 })],
    ['spaces', Buffer.from('[1, "o", "id", "acme"]').toString('base64url')],
    ['padding', `${encode([1, 'o', 'id', 'acme2'])}=`],
    ['what can be no path segment', encode([1, 'o', 'id', '..'])],
    ['a control character', encode([1, 'o', 'id', 'a\nb'])],
    ['an empty name', encode([1, 'o', 'id', ''])],
    ['what the routes read otherwise', encode([1, 'o', 'share_payment', 'acme'])],
  ])('is not accepted when it is %s', (_title, handle) => {
    expect(() => read(handle)).toThrow(InvalidArgument);
  });
});

const PENDING: Invitation = {
  id: 'id',
  type: 'JOIN_ORGANIZATION',
  status: 'PENDING',
  email: null,
  invitedNamespace: null,
  target: { type: 'JOIN_ORGANIZATION', organization: null, role: null, namespaceActions: [] },
  organization: { name: 'acme' },
  ownerNamespaceId: 'owner-uuid',
  inviter: null,
  acceptedBy: null,
  createdAt: null,
  expiresAt: null,
  acceptedAt: null,
};
const array = (name: string | null) =>
  ({ type: 'ARRAY_SHARE', array: null, name, arrayActions: [] }) as const;
const group = (id: string | null) =>
  ({
    type: 'GROUP_SHARE',
    group: id === null ? null : { id },
    arrayActions: [],
    groupActions: [],
  }) as const;

describe('the data needed to cancel an invitation', () => {
  const invitationId = 'id';

  it.each<[string, Partial<Invitation>, CancelTarget]>([
    [
      'an organization by its name',
      {},
      { kind: 'organization', invitationId, organization: 'acme' },
    ],
    [
      'an organization by its owner, when it has no name',
      { organization: null },
      { kind: 'organization', invitationId, organization: 'owner-uuid' },
    ],
    [
      'an array by its organization and its name',
      { target: array('s3://b/a b') },
      { kind: 'array', invitationId, namespace: 'acme', array: 's3://b/a b' },
    ],
    [
      'a group by its organization and its id',
      { target: group('group-uuid') },
      { kind: 'group', invitationId, namespace: 'acme', group: 'group-uuid' },
    ],
  ])('identifies %s', (_title, facts, expected) => {
    expect(toCancelTarget({ ...PENDING, ...facts }, 'namespaces')).toEqual(expected);
  });

  it.each<[string, Partial<Invitation>]>([
    ['accepted', { status: 'ACCEPTED' }],
    ['of an unknown status', { status: null }],
    ['of an unknown kind', { type: null, target: null }],
    ['to a means of payment', { target: { type: 'PAYMENT_SHARE', payerNamespaceId: 'x' } }],
    ['to an organization without name and owner', { organization: null, ownerNamespaceId: null }],
    ['to an array without organization', { target: array('a'), organization: null }],
    ['to an array without name', { target: array(null) }],
    ['to an array whose name is no path segment', { target: array('..') }],
    ['to a group without organization', { target: group('g'), organization: null }],
    ['to a group without id', { target: group(null) }],
    ['of an organization whose name is no path segment', { organization: { name: 'a\u0000' } }],
    ['with an id that is no path segment', { id: '.' }],
    ['with an id that the routes reserve', { id: 'share_payment' }],
  ])('is missing for an invitation that is %s', (_title, facts) => {
    expect(toCancelTarget({ ...PENDING, ...facts }, 'namespaces')).toBeNull();
  });

  it.each([
    ['acme/team', true],
    ['acme', false],
    ['acme/', false],
    ['/team', false],
    ['a/b/c', false],
    ['group/team', false],
    ['share_payment/team', false],
    ['acme/..', false],
  ])(
    'on a deployment with workspaces has availability for a share owned by %s: %s',
    (name, isKnown) => {
      const share = { ...PENDING, target: array('a'), organization: { name } };
      expect(toCancelTarget(share, 'workspaces') !== null).toBe(isKnown);
      // An organization is a single path segment there as well.
      expect(toCancelTarget({ ...PENDING, organization: { name } }, 'workspaces')).not.toBeNull();
    },
  );
});

import { describe, expect, it } from 'vitest';
import { decodeInvitation, type StrangeValue } from '../../../../src/rest/decode/invitation.ts';
import { decodeInvitationPage } from '../../../../src/rest/decode/invitation-page.ts';

const ID = '56723650-c27d-49e1-aadb-6cbcfde11181';
const NIL = '00000000-0000-0000-0000-000000000000';

/** The decoded item with these keys besides its id, and the anomalies in it. */
function decode(wire: Readonly<Record<string, unknown>>) {
  const strange: StrangeValue[] = [];
  const invitation = decodeInvitation({ id: ID, ...wire }, (kind) => strange.push(kind));
  return { invitation, strange };
}

describe('decodeInvitation', () => {
  it.each([
    [undefined, []],
    [null, []],
    ['', []],
    [NIL, ['nil-uuid']],
    [7, ['wrong-type']],
  ])('drops an item whose id is %j', (id, strange) => {
    expect(decode({ id })).toEqual({ invitation: null, strange: [...strange, 'missing-id'] });
  });

  it('gives null for every missing value', () => {
    const { invitation, strange } = decode({});
    expect(strange).toEqual([]);
    const { id, ...others } = invitation ?? {};
    expect(id).toBe(ID);
    expect(new Set(Object.values(others))).toEqual(new Set([null]));
  });

  it.each([
    ['2026-03-01T09:30:00Z', '2026-03-01T09:30:00Z', []],
    ['2026-03-01T09:30:00.123456Z', '2026-03-01T09:30:00.123456Z', []],
    ['2026-03-01T09:30:00+02:00', '2026-03-01T07:30:00.000Z', []],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z', []],
    ['2026-02-29T00:00:00Z', null, ['unreadable-time']],
    ['2026-04-31T00:00:00Z', null, ['unreadable-time']],
    ['2026-13-01T00:00:00Z', null, ['unreadable-time']],
    ['2026-01-01T24:00:00Z', null, ['unreadable-time']],
    ['2026-01-01T00:00:00', null, ['unreadable-time']],
    [' 2026-01-01T00:00:00Z', null, ['unreadable-time']],
    ['yesterday', null, ['unreadable-time']],
    ['0001-01-01T00:00:00Z', null, ['zero-time']],
    ['', null, []],
    [1767225600, null, ['wrong-type']],
  ])('reads the time %j as %j', (given, expected, strange) => {
    const result = decode({ created_at: given });
    expect(result.invitation?.createdAt).toBe(expected);
    expect(result.strange).toEqual(strange);
  });

  it('reads who accepted it from the user, or else from the organization’s user', () => {
    const both = decode({ user_namespace_uuid: 'u', organization_user_uuid: 'o' });
    expect(both.invitation?.acceptedBy).toEqual({ id: 'u' });
    const one = decode({ user_namespace_uuid: NIL, organization_user_uuid: 'o' });
    expect(one.invitation?.acceptedBy).toEqual({ id: 'o' });
  });

  it('reads an invitation to an organization', () => {
    const { invitation } = decode({
      invitation_type: 'JOIN_ORGANIZATION',
      organization_name: 'acme',
      organization_role: 'read_write_delete',
      actions: 'read, delete_organization',
    });
    expect(invitation?.target).toEqual({
      type: 'JOIN_ORGANIZATION',
      organization: { name: 'acme' },
      role: 'READ_WRITE_DELETE',
      namespaceActions: ['READ', 'DELETE_ORGANIZATION'],
    });
  });

  it('reads a share of an array without its UUID', () => {
    const { invitation } = decode({ invitation_type: 'ARRAY_SHARE', array_name: 's3://a b' });
    expect(invitation?.target).toEqual({
      type: 'ARRAY_SHARE',
      array: null,
      name: 's3://a b',
      arrayActions: [],
    });
  });

  it('reads a share of a group', () => {
    const { invitation } = decode({
      invitation_type: 'GROUP_SHARE',
      group_uuid: 'g',
      actions: 'read',
      group_actions: 'read,edit',
    });
    expect(invitation?.target).toEqual({
      type: 'GROUP_SHARE',
      group: { id: 'g' },
      arrayActions: ['READ'],
      groupActions: ['READ', 'EDIT'],
    });
  });

  it('reads a share of a payment method', () => {
    const wire = { invitation_type: 'PAYMENT_SHARE', owner_namespace_uuid: 'p' };
    expect(decode(wire).invitation?.target).toEqual({
      type: 'PAYMENT_SHARE',
      payerNamespaceId: 'p',
    });
  });

  it('gives no target and no type for an unknown type', () => {
    const { invitation, strange } = decode({ invitation_type: 'ROBOT_SHARE' });
    expect(invitation).toMatchObject({ type: null, target: null });
    expect(strange).toEqual(['unknown-enum-value']);
  });

  it('remembers up to 1,000 parsed action lists', () => {
    const actionsOf = (actions: string) => {
      const { invitation } = decode({ invitation_type: 'ARRAY_SHARE', actions });
      return invitation?.target?.type === 'ARRAY_SHARE' ? invitation.target.arrayActions : null;
    };
    const first = actionsOf('read,write');
    expect(actionsOf('read,write')).toBe(first);
    for (let spaces = 1; spaces <= 1_000; spaces += 1) actionsOf(`read${' '.repeat(spaces)}`);
    expect(actionsOf('write,read')).toEqual(['WRITE', 'READ']);
    expect(actionsOf('write,read')).not.toBe(actionsOf('write,read'));
  });

  it('omits unknown actions, and counts each of them', () => {
    const wire = { invitation_type: 'ARRAY_SHARE', actions: 'read,fly,write' };
    for (let time = 0; time < 2; time += 1) {
      const { invitation, strange } = decode(wire);
      expect(invitation?.target).toMatchObject({ arrayActions: ['READ', 'WRITE'] });
      expect(strange).toEqual(['unknown-enum-value']);
    }
  });
});

describe('decodeInvitationPage', () => {
  function decodePage(json: unknown) {
    const strange: StrangeValue[] = [];
    return { page: decodeInvitationPage(json, (kind) => strange.push(kind)), strange };
  }

  it.each([null, [], 'x', 7, { error: 'x' }, { invitations: 'x' }, { invitations: {} }])(
    'returns null for %j, which is not a list',
    (json) => {
      expect(decodePage(json).page).toBeNull();
    },
  );

  it.each([
    [{}, ['missing-list']],
    [{ invitations: null }, []],
    [{ invitations: [] }, []],
    [{ pagination_metadata: { page: 1 } }, ['missing-list']],
  ])('returns an empty page for %j', (json, strange) => {
    const result = decodePage(json);
    expect(result.page?.invitations).toEqual([]);
    expect(result.strange).toEqual(strange);
  });

  it('keeps the position of an item that it drops', () => {
    const { page, strange } = decodePage({ invitations: [{ id: ID }, 'x', { id: ID }] });
    expect(page?.invitations.map((one) => one?.id)).toEqual([ID, undefined, ID]);
    expect(strange).toEqual(['wrong-type']);
  });

  it.each([
    [0, 0, []],
    [235, 235, []],
    [2 ** 31 - 1, 2 ** 31 - 1, []],
    [2 ** 31, null, ['number-out-of-range']],
    [-1, null, ['wrong-type']],
    [1.5, null, ['wrong-type']],
    ['235', null, ['wrong-type']],
    [null, null, []],
  ])('reads total_items %j as %j', (given, expected, strange) => {
    const json = { invitations: [], pagination_metadata: { total_items: given } };
    const result = decodePage(json);
    expect(result.page?.totalItems).toBe(expected);
    expect(result.strange).toEqual(strange);
  });

  it('reads no totals from metadata that is not an object', () => {
    const { page, strange } = decodePage({ invitations: [], pagination_metadata: 'x' });
    expect(page).toMatchObject({ totalItems: null, totalPages: null });
    expect(strange).toEqual(['wrong-type']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useStack } from '../support/stack.ts';

const stack = useStack();

/** The parts of hostile and unlucky names, and arbitrary Unicode. */
const name = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('.', '..', '%2e', '%2E%2e', '../x', 'a/../../b', 'a/b?c#d', '//host/x', '\\..\\'),
  fc.constantFrom(
    'share_payment',
    'group',
    'join',
    'share',
    'http://evil.example/',
    'x\r\nhost: y',
  ),
  fc
    .array(fc.constantFrom('.', '/', '%', '2', 'e', '?', '#', '\\', ' ', ':', '@', 'é', '日'), {
      maxLength: 12,
    })
    .map((parts) => parts.join('')),
);

/** Each mutation with the only path its arguments may reach; a part in braces is one argument. */
const ROUTES = [
  ['acceptInvitation', 'AcceptInvitationInput', 'POST', '/v1/invitations/{invitationId}', {}],
  [
    'cancelOrganizationInvitation',
    'CancelOrganizationInvitationInput',
    'DELETE',
    '/v1/invitations/{invitationId}/{organization}/join',
    {},
  ],
  [
    'cancelArrayInvitation',
    'CancelArrayInvitationInput',
    'DELETE',
    '/v1/invitations/{invitationId}/{namespace}/{array}/share',
    {},
  ],
  [
    'cancelGroupInvitation',
    'CancelGroupInvitationInput',
    'DELETE',
    '/v1/invitations/group/{invitationId}/{namespace}/{group}/share',
    {},
  ],
  [
    'inviteToOrganization',
    'InviteToOrganizationInput',
    'POST',
    '/v1/invitations/{organization}/join',
    { emails: ['a@example.com'], role: 'READ_ONLY' },
  ],
  [
    'inviteToArray',
    'InviteToArrayInput',
    'POST',
    '/v1/invitations/{namespace}/{array}/share',
    { emails: ['a@example.com'], actions: ['READ'] },
  ],
  [
    'inviteToGroup',
    'InviteToGroupInput',
    'POST',
    '/v1/invitations/group/{namespace}/{group}/share',
    { emails: ['a@example.com'], arrayActions: ['READ'], groupActions: ['READ'] },
  ],
] as const;

/** A few names each; test/unit/rest/path.test.ts checks thousands. */
describe('an arbitrary name', () => {
  it.each(ROUTES)(
    'reaches its own path or nothing as an argument of %s',
    async (field, type, method, route, others) => {
      const parameters = [...route.matchAll(/{(\w+)}/g)].map((match) => match[1] ?? '');
      const names = fc.record(Object.fromEntries(parameters.map((parameter) => [parameter, name])));
      const query = `mutation ($input: ${type}!) { ${field}(input: $input) { __typename } }`;

      const property = fc.asyncProperty(names, async (given) => {
        stack.emulator.reset();
        const { errors } = await stack.send({
          query,
          variables: { input: { ...given, ...others } },
        });
        const asked = stack.emulator.journal.map((entry) => `${entry.method} ${entry.target}`);
        if (asked.length === 0) {
          expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
        } else {
          const encoded = route.replace(/{(\w+)}/g, (_all, parameter: string) =>
            encodeURIComponent(given[parameter] ?? ''),
          );
          expect(asked).toEqual([`${method} ${encoded}`]);
          expect(isReadAsWritten(encoded, route)).toBe(true);
        }
      });
      await fc.assert(property, { numRuns: 30 });
    },
  );

  it('remains one parameter as a filter', async () => {
    const query =
      'query ($o: String, $a: String, $g: String) { invitations(filter: {organization: $o, array: $a, group: $g}) { page } }';
    const property = fc.asyncProperty(name, name, name, async (o, a, g) => {
      stack.emulator.reset();
      const { errors } = await stack.send({ query, variables: { o, a, g } });
      const [entry, ...more] = stack.emulator.journal;
      expect(more).toEqual([]);
      if (entry === undefined) {
        expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
      } else {
        const { pathname, searchParams } = new URL(entry.target, 'http://upstream');
        expect(pathname).toBe('/v1/invitations');
        expect(Object.fromEntries(searchParams)).toEqual({
          organization: o,
          array: a,
          group: g,
          page: '1',
          per_page: '25',
        });
      }
    });
    await fc.assert(property, { numRuns: 30 });
  });
});

/** A WHATWG URL parser, as used by proxies, sees the same path, and no other route of upstream matches it. */
function isReadAsWritten(encoded: string, route: string): boolean {
  const { pathname } = new URL(encoded, 'http://upstream');
  const isReserved = /^\/v1\/invitations\/share_payment\/[^/]+(\/[^/]+)?$/.test(encoded);
  return pathname === encoded && !(isReserved && route.endsWith('/join'));
}

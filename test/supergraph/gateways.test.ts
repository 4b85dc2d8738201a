/** The parts of the contract that reach a client through third-party gateways. */
import { describe, expect, it } from 'vitest';
import { addInvitation, BOUNCING_DOMAIN, DEMO_LOGIN } from '../../emulator/src/world.ts';
import { toExtensions, UPSTREAM_FAULTS, withDistinctCodes } from '../support/upstream-faults.ts';
import type { GatewayName } from './gateway.ts';
import { useSupergraph } from './supergraph.ts';

const SECRET = 'shared-by-gateway-and-subgraph';
/** Very short for the service: it must expire, whatever the machine's load. */
const SHORT_TIMEOUT_MS = '200';

/** Upstream's message when it rejects a request. */
const REFUSAL = { code: 4711, message: 'Not in this state', request_id: 'up-1' };
/** A gateway sees what a fault becomes, not its cause: one fault of each code, and one with `retryAfter`. */
const FAULTS = withDistinctCodes([
  ...UPSTREAM_FAULTS,
  ...UPSTREAM_FAULTS.filter(({ retryAfter }) => retryAfter === 3600),
]);

const GATEWAYS: [string, GatewayName][] = [
  ['Apollo Gateway', 'apollo'],
  ['Hive Gateway', 'hive'],
];

describe.each(GATEWAYS)('through %s', (_name, name) => {
  const { send, useService } = useSupergraph(name, SECRET);

  describe('to the service', () => {
    const stack = useService({ ROUTER_SECRET: SECRET });

    const operations = () => stack.emulator.journal.map(({ operation }) => operation);

    /** The id of the first matching invitation in the world. */
    const idOf = (facts: Readonly<Record<string, unknown>>): string => {
      const found = stack.emulator.world.invitations.find((invitation) =>
        Object.entries({ acceptance: null, ...facts }).every(
          ([key, value]) => (invitation as unknown as Record<string, unknown>)[key] === value,
        ),
      );
      if (found === undefined) throw new Error('the world has no such invitation');
      return found.id;
    };

    describe('a query that crosses subgraphs', () => {
      it('follows a user’s invitations to arrays, organizations and back', async () => {
        const { data, errors } = await send({
          query: `{
          me {
            username
            news {
              text
              invitation {
                email
                status
                inviter { username }
                target {
                  __typename
                  ... on OrganizationMembership {
                    role
                    organization { name uuid members { role user { username } } }
                  }
                  ... on ArrayShare { name array { uri } }
                  ... on GroupShare { group { name } groupActions }
                }
              }
            }
          }
        }`,
        });
        expect(errors).toBeUndefined();
        expect(data.me.username).toBe('ada');
        expect(data.me.news.slice(0, 3)).toEqual([
          {
            text: 'Zürich Genomics has invited you.',
            invitation: {
              email: 'ada@example.com',
              status: 'PENDING',
              inviter: { username: 'linus' },
              target: {
                __typename: 'OrganizationMembership',
                role: 'READ_WRITE',
                organization: {
                  name: 'Zürich Genomics',
                  uuid: expect.any(String),
                  members: [
                    { role: 'owner', user: { username: 'linus' } },
                    { role: 'admin', user: { username: 'grace' } },
                  ],
                },
              },
            },
          },
          {
            text: 'linus has invited you.',
            invitation: {
              email: 'ada@example.com',
              status: 'PENDING',
              inviter: { username: 'linus' },
              target: {
                __typename: 'ArrayShare',
                name: 's3://open-data/100%/ä ö?.tdb#v2',
                array: { uri: 's3://open-data/100%/ä ö?.tdb#v2' },
              },
            },
          },
          {
            text: 'grace has invited you.',
            invitation: {
              email: null,
              status: 'PENDING',
              inviter: { username: 'grace' },
              target: {
                __typename: 'GroupShare',
                group: { name: 'climate/2024' },
                groupActions: ['READ', 'EDIT'],
              },
            },
          },
        ]);
      });

      it('reads each organization of a list once', async () => {
        const { data, errors } = await send({
          query: `{
          organizations(first: 4) {
            nodes { name members { role } invitations(perPage: 2) { totalCount nodes { id } } }
            pageInfo { hasNextPage }
          }
        }`,
        });
        expect(errors).toBeUndefined();
        expect(data.organizations.pageInfo).toEqual({ hasNextPage: true });
        const { nodes } = data.organizations;
        expect(nodes).toHaveLength(4);
        expect(nodes[1]).toMatchObject({
          name: 'Zürich Genomics',
          invitations: { totalCount: expect.any(Number) },
        });
        expect(stack.emulator.journal.map(({ query }) => query['organization']).sort()).toEqual(
          nodes.map((node: { name: string }) => node.name).sort(),
        );
      });

      it('completes a list of ours with fields of other subgraphs for one upstream call', async () => {
        const { data, errors } = await send({
          query: `{
          invitations(perPage: 50, filter: { status: ACCEPTED }) {
            nodes { acceptedBy { username } inviter { username email } }
            pageInfo { hasNextPage endCursor }
          }
        }`,
        });
        expect(errors).toBeUndefined();
        const usernames = data.invitations.nodes.map(
          (node: { acceptedBy: { username: string } | null }) => node.acceptedBy?.username,
        );
        expect(new Set(usernames)).toEqual(new Set(['grace', 'linus', 'margaret', 'zoë']));
        expect(operations()).toEqual(['fetchInvitations']);
      });

      it('goes from an array to the invitations of its organization', async () => {
        const list = await send({
          query: `{
          invitations(perPage: 1, filter: { organization: "acme", array: "quarterly" }) {
            nodes { target { ... on ArrayShare { array { id } } } }
          }
        }`,
        });
        const { id } = list.data.invitations.nodes[0].target.array;
        const { data, errors } = await send({
          query: `query($id: ID!) {
          array(id: $id) { uri organization { uuid invitations(first: 1) { totalCount } } }
        }`,
          variables: { id },
        });
        expect(errors).toBeUndefined();
        expect(data.array).toMatchObject({
          uri: 'quarterly',
          organization: {
            uuid: expect.any(String),
            invitations: { totalCount: expect.any(Number) },
          },
        });
      });

      it('gets null without an error for an invitation that the caller may not see', async () => {
        const { data, errors } = await send({
          query: `{ organization(name: "lab") { members { user { username news { invitation { id email } } } } } }`,
        });
        expect(errors).toBeUndefined();
        const [grace] = data.organization.members.map(({ user }: { user: unknown }) => user);
        expect(grace.username).toBe('grace');
        expect(grace.news.length).toBeGreaterThan(0);
        expect(grace.news.some((news: { invitation: unknown }) => isUnknown(news.invitation))).toBe(
          true,
        );
      });
    });

    describe('an outcome of', () => {
      const sent = { emails: ['a@example.com', 'b@example.com'] };
      const some = { emails: ['a@example.com', `b@${BOUNCING_DOMAIN}`] };
      const none = { emails: [`a@${BOUNCING_DOMAIN}`, `b@${BOUNCING_DOMAIN}`] };
      const rejected = {
        __typename: 'InvitationRejected',
        code: 'REQUEST_REJECTED',
        message: REFUSAL.message,
        upstreamCode: REFUSAL.code,
        upstreamRequestId: REFUSAL.request_id,
        requestId: 'the-request',
      };
      const notFound = {
        __typename: 'InvitationNotFound',
        code: 'INVITATION_NOT_FOUND',
        invitationId: 'nobody',
        requestId: 'the-request',
      };

      /** Sends one mutation that selects every field of all its outcomes. */
      async function mutate(field: string, type: string, input: Record<string, unknown>) {
        const answer = await send({
          query: `mutation($input: ${type}!) { ${field}(input: $input) { ${SELECTIONS[field]} } }`,
          variables: { input },
          headers: { 'x-request-id': 'the-request' },
        });
        expect(answer.errors).toBeUndefined();
        return answer.data[field];
      }

      describe('acceptInvitation', () => {
        const accept = (invitationId: string) =>
          mutate('acceptInvitation', 'AcceptInvitationInput', { invitationId });

        it('arrives as InvitationAccepted, with its invitation and fields of other subgraphs', async () => {
          const invitationId = idOf({ owner: 'Zürich Genomics', recipient: 'ada@example.com' });
          expect(await accept(invitationId)).toEqual({
            __typename: 'InvitationAccepted',
            invitationId,
            invitation: { status: 'ACCEPTED', acceptedBy: { username: 'ada' } },
          });
          expect(operations()).toEqual(['acceptInvitation', 'fetchInvitations']);
        });

        it('arrives as InvitationAccepted, with an additional error when its invitation cannot be read', async () => {
          stack.emulator.inject({
            operation: 'fetchInvitations',
            behaviour: { kind: 'answer', status: 500 },
          });
          const invitationId = idOf({ owner: 'Zürich Genomics', recipient: 'ada@example.com' });
          const { data, errors } = await send({
            query: `mutation($id: ID!) {
            acceptInvitation(input: { invitationId: $id }) {
              ... on InvitationAccepted { invitationId invitation { status } }
            }
          }`,
            variables: { id: invitationId },
          });
          expect(data).toEqual({ acceptInvitation: { invitationId, invitation: null } });
          expect(errors).toMatchObject([
            { path: ['acceptInvitation', 'invitation'], extensions: { code: 'UPSTREAM_ERROR' } },
          ]);
        });

        it('arrives as InvitationNotFound', async () => {
          expect(await accept('nobody')).toMatchObject(notFound);
        });

        it('arrives as InvitationRejected', async () => {
          stack.emulator.inject(refuse(409));
          expect(await accept('any')).toMatchObject(rejected);
        });
      });

      describe.each([
        {
          field: 'cancelOrganizationInvitation',
          type: 'CancelOrganizationInvitationInput',
          place: { organization: 'acme' },
          facts: { owner: 'acme', type: 'JOIN_ORGANIZATION' },
        },
        {
          field: 'cancelArrayInvitation',
          type: 'CancelArrayInvitationInput',
          place: { namespace: 'ada', array: 's3://bucket/ü/日本.tdb' },
          facts: { owner: 'ada', array: 's3://bucket/ü/日本.tdb' },
        },
        {
          field: 'cancelGroupInvitation',
          type: 'CancelGroupInvitationInput',
          place: { namespace: 'ada', group: 'weather' },
          facts: { owner: 'ada', group: 'weather' },
        },
      ])('$field', ({ field, type, place, facts }) => {
        it('arrives as InvitationCancelled', async () => {
          const invitationId = idOf(facts);
          expect(await mutate(field, type, { ...place, invitationId })).toEqual({
            __typename: 'InvitationCancelled',
            invitationId,
          });
        });

        it('arrives as InvitationNotFound', async () => {
          expect(await mutate(field, type, { ...place, invitationId: 'nobody' })).toMatchObject(
            notFound,
          );
        });

        it('arrives as InvitationRejected', async () => {
          stack.emulator.inject(refuse(409));
          expect(await mutate(field, type, { ...place, invitationId: 'any' })).toMatchObject(
            rejected,
          );
        });
      });

      describe.each([
        {
          field: 'inviteToOrganization',
          type: 'InviteToOrganizationInput',
          to: { organization: 'acme', role: 'READ_ONLY', actions: ['READ', 'RUN_JOB'] },
        },
        {
          field: 'inviteToArray',
          type: 'InviteToArrayInput',
          to: { namespace: 'ada', array: 's3://bucket/a b', actions: ['READ'] },
        },
        {
          field: 'inviteToGroup',
          type: 'InviteToGroupInput',
          to: {
            namespace: 'ada',
            group: 'weather',
            arrayActions: ['READ'],
            groupActions: ['READ'],
          },
        },
      ])('$field', ({ field, type, to }) => {
        const invite = ({ emails }: typeof sent) => mutate(field, type, { ...to, emails });

        it('arrives as InvitationsSent', async () => {
          expect(await invite(sent)).toEqual({
            __typename: 'InvitationsSent',
            recipients: sent.emails,
          });
          expect(operations()).toHaveLength(1);
        });

        it('arrives as InvitationsPartiallySent', async () => {
          expect(await invite(some)).toEqual({
            __typename: 'InvitationsPartiallySent',
            recipients: ['a@example.com'],
            failedRecipients: [`b@${BOUNCING_DOMAIN}`],
          });
        });

        it('arrives as RecipientsUnreachable, naming them', async () => {
          expect(await invite(none)).toMatchObject({
            __typename: 'RecipientsUnreachable',
            code: 'RECIPIENTS_UNREACHABLE',
            failedRecipients: none.emails,
            requestId: 'the-request',
          });
        });

        it('arrives as RecipientsUnreachable without names', async () => {
          stack.emulator.inject({ behaviour: { kind: 'answer', status: 404 } });
          expect(await invite(sent)).toMatchObject({
            __typename: 'RecipientsUnreachable',
            failedRecipients: [],
          });
        });

        it('arrives as InvitationRejected', async () => {
          stack.emulator.inject(refuse(422));
          expect(await invite(sent)).toMatchObject(rejected);
        });
      });
    });

    describe('a fault', () => {
      const BESIDE = `{
      me { username }
      invitations(perPage: 1) { totalCount }
      organization(name: "acme") { name }
    }`;
      const beside = { me: { username: 'ada' }, organization: { name: 'acme' } };

      it.each(FAULTS)(
        'of a query, $title, arrives as $code without affecting other data',
        async (fault) => {
          stack.emulator.inject({ behaviour: fault.behaviour });
          const { status, data, errors } = await send({
            query: BESIDE,
            headers: { 'x-request-id': 'the-request' },
          });
          expect(status).toBe(200);
          expect(data).toEqual({ ...beside, invitations: null });
          expect(errors).toEqual([
            {
              message: expect.any(String),
              path: ['invitations'],
              extensions: {
                ...toExtensions(fault, 'the-request', true),
                // Added by either gateway.
                serviceName: 'invitations',
              },
            },
          ]);
        },
      );

      it('of a query that upstream rejects arrives as BAD_USER_INPUT with upstream’s message', async () => {
        stack.emulator.inject(refuse(400));
        const { status, data, errors } = await send({ query: BESIDE });
        expect(status).toBe(200);
        expect(data).toEqual({ ...beside, invitations: null });
        expect(errors).toMatchObject([
          {
            message: expect.stringContaining(REFUSAL.message),
            path: ['invitations'],
            extensions: {
              code: 'BAD_USER_INPUT',
              retryable: false,
              upstreamRequestId: REFUSAL.request_id,
            },
          },
        ]);
      });

      it.each(FAULTS)(
        'of a mutation, $title, arrives as $code after one call without affecting the other outcome',
        async (fault) => {
          stack.emulator.inject({ operation: 'acceptInvitation', behaviour: fault.behaviour });
          const { status, data, errors } = await send({
            query: `mutation {
            acceptInvitation(input: { invitationId: "any" }) { __typename }
            cancelOrganizationInvitation(input: { invitationId: "nobody", organization: "acme" }) { __typename }
          }`,
            headers: { 'x-request-id': 'the-request' },
          });
          expect(status).toBe(200);
          expect(data).toEqual({
            acceptInvitation: null,
            cancelOrganizationInvitation: { __typename: 'InvitationNotFound' },
          });
          expect(errors).toMatchObject([
            { path: ['acceptInvitation'], extensions: toExtensions(fault, 'the-request', false) },
          ]);
          expect(operations()).toEqual(['acceptInvitation', 'cancelJoinOrganization']);
        },
      );

      it('of one organization in a list affects only itself', async () => {
        stack.emulator.inject({ times: 1, behaviour: { kind: 'answer', status: 403 } });
        const { data, errors } = await send({
          query: `{ organizations(first: 3) { nodes { name invitations(perPage: 1) { page } } } }`,
        });
        const lists = data.organizations.nodes.map(
          (node: { invitations: unknown }) => node.invitations,
        );
        const failed = lists.indexOf(null);
        expect(lists.filter((list: unknown) => list !== null)).toEqual([{ page: 1 }, { page: 1 }]);
        expect(errors).toHaveLength(1);
        expect(errors?.[0]).toMatchObject({
          // Hive Gateway does not report which list item an entity's fault belongs to.
          path: ['organizations', 'nodes', ...(name === 'apollo' ? [failed] : []), 'invitations'],
          extensions: { code: 'FORBIDDEN' },
        });
      });

      it('of one of our lists does not affect the other', async () => {
        stack.emulator.inject({ times: 1, behaviour: { kind: 'answer', status: 500 } });
        const { data, errors } = await send({
          query: '{ a: invitations(perPage: 1) { page } b: invitations(perPage: 2) { page } }',
        });
        expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_ERROR' } }]);
        const [failed] = errors?.[0]?.path ?? [];
        expect(data).toEqual({ a: { page: 1 }, b: { page: 1 }, [String(failed)]: null });
      });

      it('caused by a missing credential is UNAUTHENTICATED', async () => {
        const { data, errors } = await send({ query: BESIDE, key: null });
        expect(data).toEqual({ ...beside, me: null, invitations: null });
        expect(errors).toMatchObject([
          { path: ['invitations'], extensions: { code: 'UNAUTHENTICATED', retryable: false } },
        ]);
        expect(stack.emulator.journal).toEqual([]);
      });

      it('caused by an argument that violates one of our rules is BAD_USER_INPUT, and nothing is sent upstream', async () => {
        const { status, data, errors } = await send({
          query: `query($perPage: Int) {
          me { username }
          invitations(perPage: $perPage) { totalCount }
        }`,
          variables: { perPage: 101 },
        });
        expect(status).toBe(200);
        expect(data).toEqual({ me: { username: 'ada' }, invitations: null });
        expect(errors).toMatchObject([
          {
            message: expect.stringMatching(/`perPage` must be from 1 to 100/),
            extensions: { code: 'BAD_USER_INPUT' },
          },
        ]);
        expect(stack.emulator.journal).toEqual([]);
      });

      it('caused by a variable that the gateway rejects never reaches us', async () => {
        const { status, data, errors } = await send({
          query: `query($status: InvitationStatus) { invitations(filter: { status: $status }) { totalCount } }`,
          variables: { status: 'LOST' },
        });
        expect(status).toBe(400);
        expect(data ?? null).toBeNull();
        expect(errors).toHaveLength(1);
        // Hive Gateway gives its own validation errors no code.
        expect(errors?.[0]?.extensions?.['code']).toBe(
          name === 'apollo' ? 'BAD_USER_INPUT' : undefined,
        );
        expect(stack.emulator.journal).toEqual([]);
      });

      it('caused by a lookup that reached its limit is LOOKUP_LIMIT_EXCEEDED', async () => {
        for (let number = 0; number < 2001; number += 1) {
          addInvitation(stack.emulator.world, {
            type: 'ARRAY_SHARE',
            owner: 'ada',
            to: 'x@example.com',
            array: 'a',
          });
        }
        const { data, errors } = await send({
          query: '{ me { username } invitation(id: "nobody") { id } }',
        });
        expect(data).toEqual({ me: { username: 'ada' }, invitation: null });
        expect(errors).toMatchObject([
          { path: ['invitation'], extensions: { code: 'LOOKUP_LIMIT_EXCEEDED', retryable: false } },
        ]);
      });

      it('caused by a lookup in a list that keeps changing is LIST_CHANGED', async () => {
        const changeAfter = async (calls: number) => {
          await stack.emulator.ended(calls);
          const added = {
            type: 'ARRAY_SHARE',
            owner: 'ada',
            to: 'x@example.com',
            array: 'a',
          } as const;
          addInvitation(stack.emulator.world, added);
        };
        // The second page of the first pass, then that of the second; a rule does not count what another has held.
        for (const { calls, skip } of [
          { calls: 1, skip: 1 },
          { calls: 3, skip: 2 },
        ]) {
          const until = changeAfter(calls);
          stack.emulator.inject({ skip, times: 1, behaviour: { kind: 'hold', until } });
        }
        const { data, errors } = await send({
          query: '{ me { username } invitation(id: "nobody") { id } }',
        });
        expect(data).toEqual({ me: { username: 'ada' }, invitation: null });
        expect(errors).toMatchObject([
          { path: ['invitation'], extensions: { code: 'LIST_CHANGED', retryable: true } },
        ]);
      });
    });

    /** Cancel handles of acme's pending invitations, as the gateway lists them. */
    async function listHandles(count: number): Promise<string[]> {
      const { data } = await send({
        query: `{ invitations(filter: { organization: "acme", status: PENDING, type: JOIN_ORGANIZATION }, first: ${count}) { nodes { cancelHandle } } }`,
      });
      return data.invitations.nodes.map((node: { cancelHandle: string }) => node.cancelHandle);
    }

    it('cancels by the handle of a row', async () => {
      const [cancelHandle] = await listHandles(1);
      const { data, errors } = await send({
        query: `mutation ($input: CancelInvitationInput!) {
        cancelInvitation(input: $input) { __typename }
      }`,
        variables: { input: { cancelHandle } },
      });
      expect(errors).toBeUndefined();
      expect(data).toEqual({ cancelInvitation: { __typename: 'InvitationCancelled' } });
      expect(operations()).toEqual(['fetchInvitations', 'cancelJoinOrganization']);
    });

    it('searches for recipients, with the names of those who invited them', async () => {
      const { data, errors } = await send({
        query: `{
        searchInvitations(recipients: ["ada@example.com", "stranger@example.com"], filter: { organization: "Zürich Genomics" }) {
          isComplete
          matches { recipient invitations { inviter { username } } }
        }
      }`,
      });
      expect(errors).toBeUndefined();
      const byLinus = { inviter: { username: 'linus' } };
      expect(data.searchInvitations).toEqual({
        isComplete: true,
        matches: [
          { recipient: 'ada@example.com', invitations: [byLinus, byLinus] },
          { recipient: 'stranger@example.com', invitations: [] },
        ],
      });
    });

    describe('a bulk mutation', () => {
      it('accepts several invitations, and says which are not there', async () => {
        const id = idOf({ owner: 'Zürich Genomics', recipient: 'ada@example.com' });
        const { data, errors } = await send({
          query: `mutation ($ids: [ID!]!) {
          acceptInvitations(input: { invitationIds: $ids }) {
            acceptedCount
            results { invitationId result { __typename } }
          }
        }`,
          variables: { ids: [id, 'nobody'] },
        });
        expect(errors).toBeUndefined();
        expect(data.acceptInvitations).toEqual({
          acceptedCount: 1,
          results: [
            { invitationId: id, result: { __typename: 'InvitationAccepted' } },
            { invitationId: 'nobody', result: { __typename: 'InvitationNotFound' } },
          ],
        });
      });

      it('returns each row, and names the row of a fault', async () => {
        const handles = await listHandles(3);
        stack.emulator.inject({
          operation: 'cancelJoinOrganization',
          times: 1,
          behaviour: { kind: 'answer', status: 502 },
        });
        const { status, data, errors } = await send({
          query: `mutation ($handles: [ID!]!) {
          cancelInvitations(input: { cancelHandles: $handles }) {
            cancelledCount
            results { cancelHandle result { __typename } }
          }
        }`,
          variables: { handles },
        });
        expect(status).toBe(200);
        const { cancelledCount, results } = data.cancelInvitations;
        expect(cancelledCount).toBe(2);
        expect(results.map((row: { cancelHandle: string }) => row.cancelHandle)).toEqual(handles);
        const failed = results.findIndex((row: { result: unknown }) => row.result === null);
        expect(errors).toMatchObject([
          {
            path: ['cancelInvitations', 'results', failed, 'result'],
            extensions: { code: 'UPSTREAM_BAD_GATEWAY', retryable: false },
          },
        ]);
      });
    });

    describe('an idempotency key', () => {
      const INVITE = `mutation ($input: InviteToOrganizationInput!) {
      inviteToOrganization(input: $input) {
        __typename
        ... on InvitationsSent { recipients }
        ... on InvitationsPartiallySent { recipients failedRecipients }
        ... on InvitationError { code message }
      }
    }`;
      const INPUT = {
        organization: 'acme',
        role: 'READ_ONLY',
        emails: ['a@example.com', `b@${BOUNCING_DOMAIN}`],
      };
      /** Invites with the header, as a client of the gateway sends it. */
      const invite = (key: string, input: object = {}) =>
        send({
          query: INVITE,
          variables: { input: { ...INPUT, ...input } },
          headers: { 'Idempotency-Key': key },
        });

      it('in the header arrives: a repeat replays the outcome, and TileDB is asked once', async () => {
        const first = await invite(`${name}-click`);
        const repeat = await invite(`${name}-click`);
        expect(first.errors).toBeUndefined();
        expect(first.data.inviteToOrganization).toEqual({
          __typename: 'InvitationsPartiallySent',
          recipients: ['a@example.com'],
          failedRecipients: [`b@${BOUNCING_DOMAIN}`],
        });
        expect(repeat.errors).toBeUndefined();
        expect(repeat.data).toEqual(first.data);
        expect(operations()).toEqual(['joinOrganization']);
        await invite(`${name}-next-click`);
        expect(operations()).toHaveLength(2);
      });

      it('of another input is IDEMPOTENCY_KEY_REUSED', async () => {
        await invite(`${name}-reused`);
        const { data, errors } = await invite(`${name}-reused`, { role: 'ADMIN' });
        expect(data).toEqual({ inviteToOrganization: null });
        expect(errors).toMatchObject([
          { extensions: { code: 'IDEMPOTENCY_KEY_REUSED', retryable: false } },
        ]);
        expect(operations()).toHaveLength(1);
      });

      it('whose outcome is not known arrives as InvitationOutcomeUnknown', async () => {
        stack.emulator.inject({ behaviour: { kind: 'cut', when: 'after-handling' } });
        const first = await invite(`${name}-cut`);
        expect(first.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
        const repeat = await invite(`${name}-cut`);
        expect(repeat.errors).toBeUndefined();
        expect(repeat.data.inviteToOrganization).toMatchObject({
          __typename: 'InvitationOutcomeUnknown',
          code: 'OUTCOME_UNKNOWN',
        });
        expect(operations()).toHaveLength(1);
      });
    });

    describe('headers', () => {
      it('carry the request id, trace and credential upstream, and the secret only to this service', async () => {
        const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
        const { errors } = await send({
          query: '{ invitations(perPage: 1) { totalCount } }',
          headers: {
            'x-request-id': 'from the client'.replaceAll(' ', '-'),
            traceparent,
            tracestate: 'vendor=1',
            'router-authorization': 'what a client says does not count',
          },
        });
        expect(errors).toBeUndefined();
        expect(stack.emulator.journal[0]?.headers).toMatchObject({
          'x-request-id': 'from-the-client',
          traceparent,
          tracestate: 'vendor=1',
          'x-tiledb-rest-api-key': 'demo-key-ada',
        });
        expect(stack.emulator.journal[0]?.headers).not.toHaveProperty('router-authorization');
      });

      it('may contain a Basic login instead of a key', async () => {
        const { username, password } = DEMO_LOGIN;
        const authorization = `Basic ${btoa(`${username}:${password}`)}`;
        const { errors } = await send({
          query: '{ invitations(perPage: 1) { totalCount } }',
          key: null,
          headers: { authorization },
        });
        expect(errors).toBeUndefined();
        expect(stack.emulator.journal[0]?.headers).toMatchObject({ authorization });
      });
    });
  });

  describe('to a service that times out', () => {
    const stack = useService({ OPERATION_TIMEOUT_MS: SHORT_TIMEOUT_MS });

    it('reports our timeout as UPSTREAM_TIMEOUT without affecting other data', async () => {
      stack.emulator.inject({ behaviour: { kind: 'hang' } });
      const { data, errors } = await send({
        query: '{ me { username } invitations { totalCount } }',
      });
      expect(data).toEqual({ me: { username: 'ada' }, invitations: null });
      expect(errors).toMatchObject([
        { path: ['invitations'], extensions: { code: 'UPSTREAM_TIMEOUT', retryable: true } },
      ]);
    });

    it('reports our timeout of a mutation as UPSTREAM_TIMEOUT, and it was sent at most once', async () => {
      stack.emulator.inject({ behaviour: { kind: 'hang' } });
      const { data, errors } = await send({
        query: 'mutation { acceptInvitation(input: { invitationId: "any" }) { __typename } }',
      });
      expect(data).toEqual({ acceptInvitation: null });
      expect(errors).toMatchObject([
        { path: ['acceptInvitation'], extensions: { code: 'UPSTREAM_TIMEOUT' } },
      ]);
      expect(stack.emulator.journal.length).toBeLessThanOrEqual(1);
    });
  });

  describe('to a service with low limits', () => {
    const stack = useService({ RATE_LIMIT_OPERATIONS_PER_MINUTE: '1', IDEMPOTENCY_MAX_KEYS: '1' });

    it('reports our limit as RATE_LIMITED, counted by credential, without affecting other data', async () => {
      const request = { query: '{ me { username } invitations(perPage: 1) { page } }' };
      expect((await send(request)).errors).toBeUndefined();
      const { data, errors } = await send(request);
      expect(data).toEqual({ me: { username: 'ada' }, invitations: null });
      expect(errors).toMatchObject([
        {
          extensions: { code: 'RATE_LIMITED', retryable: true, retryAfter: expect.any(Number) },
        },
      ]);
      expect((await send({ ...request, key: 'demo-key-grace' })).errors).toBeUndefined();
      expect(stack.emulator.journal).toHaveLength(2);
    });

    // Last, because what never reaches TileDB counts against the address that all callers share.
    it('reports that an idempotency key cannot be kept as IDEMPOTENCY_UNAVAILABLE, and sends nothing', async () => {
      const accept = (idempotencyKey: string, key: string) =>
        send({
          query: `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename } }`,
          variables: { input: { invitationId: 'nobody', idempotencyKey } },
          key,
        });
      expect((await accept('kept', 'demo-key-linus')).errors).toBeUndefined();
      const { data, errors } = await accept('one-too-many', 'demo-key-zoe');
      expect(data).toEqual({ acceptInvitation: null });
      expect(errors).toMatchObject([
        { extensions: { code: 'IDEMPOTENCY_UNAVAILABLE', retryable: true } },
      ]);
      expect(stack.emulator.journal).toHaveLength(1);
    });
  });

  describe('with a secret that the service does not expect', () => {
    const stack = useService({ ROUTER_SECRET: 'another-than-the-gateway-has' });

    it('rejects our fields, and serves those of other subgraphs', async () => {
      const { data, errors } = await send({
        query: '{ me { username } invitations { totalCount } }',
      });
      expect(data).toEqual({ me: { username: 'ada' }, invitations: null });
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
      expect(stack.emulator.journal).toEqual([]);
      // Any response but a 2xx becomes an error of Apollo Gateway, which names the subgraph's address.
      expect('response' in (errors?.[0]?.extensions ?? {})).toBe(name === 'apollo');
    });
  });
});

const OUTCOME_ERROR =
  '__typename ... on InvitationError { code message requestId upstreamRequestId }';
const ANSWERED = `${OUTCOME_ERROR}
  ... on InvitationNotFound { invitationId }
  ... on InvitationRejected { upstreamCode }`;
const CANCELLED = `${ANSWERED} ... on InvitationCancelled { invitationId }`;
const SENT = `${OUTCOME_ERROR}
  ... on InvitationsSent { recipients }
  ... on InvitationsPartiallySent { recipients failedRecipients }
  ... on RecipientsUnreachable { failedRecipients }
  ... on InvitationRejected { upstreamCode }`;

const SELECTIONS: Readonly<Record<string, string>> = {
  acceptInvitation: `${ANSWERED}
    ... on InvitationAccepted { invitationId invitation { status acceptedBy { username } } }`,
  cancelOrganizationInvitation: CANCELLED,
  cancelArrayInvitation: CANCELLED,
  cancelGroupInvitation: CANCELLED,
  inviteToOrganization: SENT,
  inviteToArray: SENT,
  inviteToGroup: SENT,
};

function refuse(status: number) {
  return { behaviour: { kind: 'answer' as const, status, body: JSON.stringify(REFUSAL) } };
}

/** An entity that its own subgraph does not have: the gateway only knows its key. */
function isUnknown(invitation: unknown): boolean {
  return typeof invitation === 'object' && invitation !== null && 'id' in invitation
    ? 'email' in invitation && invitation.email === null
    : invitation === null;
}

import { expect, test } from 'vitest';
import {
  type Invite,
  type InviteRun,
  planInvites,
  reportOf,
  sendInvites,
} from '../../../client/src/invite-many.ts';
import { type Asked, collect, fakeExecute } from './fake-execute.ts';

const INVITE: Invite = { kind: 'organization', input: { organization: 'acme', role: 'READ_ONLY' } };
const FORTY = Array.from({ length: 40 }, (_, index) => `person${index}@example.com`);

test('plans batches without duplicates, each with a different key', () => {
  const run = planInvites(INVITE, ['a@example.com', 'A@EXAMPLE.COM', 'grace'], 1);
  expect(run.portions.map(({ recipients }) => recipients)).toEqual([['a@example.com'], ['grace']]);
  expect(new Set(run.portions.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
});

test('sends addresses and user names in separate batches', async () => {
  const { execute, asked } = fakeExecute(sent);
  await last(sendInvites(execute, planInvites(INVITE, ['grace', 'a@example.com'])));
  expect(asked[0]?.variables['input']).toEqual({
    organization: 'acme',
    role: 'READ_ONLY',
    emails: ['a@example.com'],
    usernames: ['grace'],
  });
});

test('reports who was reached and who was not', async () => {
  const { execute } = fakeExecute(() => ({
    data: {
      outcome: {
        __typename: 'InvitationsPartiallySent',
        recipients: ['a@example.com'],
        failedRecipients: ['b@example.com'],
      },
    },
  }));
  const run = await last(
    sendInvites(execute, planInvites(INVITE, ['a@example.com', 'b@example.com'])),
  );
  expect(reportOf(run)).toMatchObject({
    reached: ['a@example.com'],
    failed: ['b@example.com'],
    unknown: [],
    isDone: true,
  });
});

test('stops in an outage, and resumes with the same keys so that nobody is emailed twice', async () => {
  const outage = {
    message: 'down',
    extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: false },
  };
  const mailed = new Map<string, string[]>();
  let isDown = false;
  const { execute, asked } = fakeExecute((request, index) => {
    if (index === 1) isDown = true;
    if (isDown) return { data: { outcome: null }, errors: [outage] };
    const key = request.options.idempotencyKey ?? '';
    if (index > 1 && key === asked[1]?.options.idempotencyKey) return UNKNOWN;
    mailed.set(key, recipientsOf(request));
    return sent(request);
  });

  const stopped = await last(sendInvites(execute, planInvites(INVITE, FORTY)));
  expect(stopped.problem).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', isUncertain: true });
  expect(reportOf(stopped)).toMatchObject({ isDone: false, unknown: FORTY.slice(10, 20) });

  isDown = false;
  const finished = await last(sendInvites(execute, stopped));
  expect(reportOf(finished)).toEqual({
    reached: [...FORTY.slice(0, 10), ...FORTY.slice(20)],
    failed: [],
    unknown: FORTY.slice(10, 20),
    waiting: [],
    total: 40,
    isDone: true,
  });
  expect([...mailed.values()].flat()).toHaveLength(30);
  expect(asked[2]?.options.idempotencyKey).toBe(asked[1]?.options.idempotencyKey);
});

test('keeps a batch unsettled when its retry fails for another reason', async () => {
  const lost = fakeExecute(() => {
    throw new TypeError('fetch failed');
  });
  const unsettled = await last(sendInvites(lost.execute, planInvites(INVITE, ['a@example.com'])));
  const limited = fakeExecute(() => ({
    data: null,
    errors: [{ message: 'slow', extensions: { code: 'RATE_LIMITED', retryable: true } }],
  }));
  const again = await last(sendInvites(limited.execute, unsettled));
  expect(reportOf(again)).toMatchObject({ unknown: ['a@example.com'], waiting: [] });
});

test('resumes where a refused connection stopped it, because nothing was sent', async () => {
  const refused = fakeExecute(() => ({
    data: null,
    errors: [{ message: 'refused', extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: true } }],
  }));
  const stopped = await last(sendInvites(refused.execute, planInvites(INVITE, ['a@example.com'])));
  expect(reportOf(stopped)).toMatchObject({ waiting: ['a@example.com'], unknown: [] });
});

test('reports several recipients as unknown when the response names none of them, and a single one as failed', async () => {
  const { execute } = fakeExecute(() => ({
    data: { outcome: { __typename: 'RecipientsUnreachable', failedRecipients: [] } },
  }));
  const several = await last(sendInvites(execute, planInvites(INVITE, ['grace', 'linus'])));
  expect(reportOf(several)).toMatchObject({ unknown: ['grace', 'linus'], failed: [] });
  const one = await last(sendInvites(execute, planInvites(INVITE, ['grace'])));
  expect(reportOf(one)).toMatchObject({ unknown: [], failed: ['grace'] });
});

test('stops at a rejection that the next batch would meet as well', async () => {
  const { execute, asked } = fakeExecute(() => ({
    data: {
      outcome: {
        __typename: 'InvitationRejected',
        code: 'REQUEST_REJECTED',
        message: 'no such organization',
        requestId: null,
      },
    },
  }));
  const run = await last(sendInvites(execute, planInvites(INVITE, FORTY)));
  expect(asked).toHaveLength(1);
  expect(run.problem).toMatchObject({ code: 'REQUEST_REJECTED' });
  expect(reportOf(run)).toMatchObject({ failed: FORTY.slice(0, 10), waiting: FORTY.slice(10) });
});

const UNKNOWN = {
  data: {
    outcome: {
      __typename: 'InvitationOutcomeUnknown',
      code: 'OUTCOME_UNKNOWN',
      message: 'unknown',
      requestId: null,
    },
  },
};

async function last(steps: AsyncIterable<InviteRun>): Promise<InviteRun> {
  const run = (await collect(steps)).at(-1);
  if (run === undefined) throw new Error('the run yielded nothing');
  return run;
}

function sent(asked: Asked) {
  return { data: { outcome: { __typename: 'InvitationsSent', recipients: recipientsOf(asked) } } };
}

function recipientsOf({ variables }: Asked): string[] {
  const { emails, usernames } = variables['input'] as { emails: string[]; usernames: string[] };
  return [...emails, ...usernames];
}

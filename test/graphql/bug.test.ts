import { expect, it, vi } from 'vitest';
import { useStack } from '../support/stack.ts';
import { quiet } from '../support/world.ts';

const stack = useStack({ emulator: quiet() });

it('masks a bug of ours and keeps serving', async () => {
  // The pause before a retry is random: a point in our code that a test can break.
  const chance = vi.spyOn(Math, 'random').mockImplementation(() => {
    throw new TypeError('secret of the house');
  });
  stack.emulator.inject({ behaviour: { kind: 'answer', status: 503 } });
  const query = '{ invitations { page } }';
  const broken = await stack.send({ query, headers: { 'x-request-id': 'r-1' } });
  chance.mockRestore();
  expect(broken.status).toBe(200);
  expect(broken.data).toEqual({ invitations: null });
  expect(broken.errors).toEqual([
    {
      message: expect.stringContaining('requestId'),
      locations: expect.anything(),
      path: ['invitations'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r-1', retryable: false },
    },
  ]);
  expect(JSON.stringify(broken)).not.toMatch(/secret|TypeError|\.ts/);

  stack.emulator.reset();
  expect((await stack.send({ query })).data).toEqual({ invitations: { page: 1 } });
});

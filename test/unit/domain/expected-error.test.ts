import { describe, expect, it } from 'vitest';
import { InvalidArgument } from '../../../src/domain/invalid-argument.ts';
import { ListChanged } from '../../../src/domain/list-changed.ts';
import { LookupLimitExceeded } from '../../../src/domain/lookup-limit-exceeded.ts';

describe('an error that one operation may have a thousand times', () => {
  it.each([
    ['InvalidArgument', () => new InvalidArgument('id', 'must not be empty')],
    ['LookupLimitExceeded', () => new LookupLimitExceeded('an-id', 2_000)],
    ['ListChanged', () => new ListChanged('an-id')],
  ])('has no stack, while others keep theirs: %s', (name, create) => {
    const error = create();
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe(name);
    expect(error.stack).not.toContain('\n');
    expect(error.stack).toContain(error.message);
    expect(new Error('another').stack).toMatch(/\n +at /);
  });
});

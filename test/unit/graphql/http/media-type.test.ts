import { describe, expect, it } from 'vitest';
import { negotiate, RESPONSE_TYPE, remembered } from '../../../../src/graphql/http/media-type.ts';
import { JSON_TYPE } from '../../../../src/http/message.ts';

describe('the media type of a response', () => {
  it.each([
    [undefined, JSON_TYPE],
    ['*/*', JSON_TYPE],
    ['application/graphql-response+json', RESPONSE_TYPE],
    ['image/png', undefined],
  ])('for Accept %j is %j, also when it is remembered', (accept, mediaType) => {
    expect(negotiate(accept)).toBe(mediaType);
    expect(negotiate(accept)).toBe(mediaType);
  });

  it('is remembered for at most 100 Accept headers of at most 1,000 characters', () => {
    for (let n = 0; n < 1_000; n += 1) negotiate(`application/json, x/${n}`);
    expect(remembered.size).toBe(100);
    const long = `application/json, x/${'x'.repeat(1_000)}`;
    expect(negotiate(long)).toBe(JSON_TYPE);
    expect(remembered.has(long)).toBe(false);
  });
});

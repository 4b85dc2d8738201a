import { describe, expect, it } from 'vitest';
import {
  decideRedirect,
  type RedirectFacts,
  type RedirectRules,
} from '../../../../src/rest/calls/redirect.ts';

const BASE = 'https://api.tiledb.com';
const TARGET = '/v1/invitations/s3%3A%2F%2Fb%2Fa%20b/join?page=1&organization=a%27b';
const REGION = 'https://us-east-1.aws.api.tiledb.com';

function decide(
  location: RedirectFacts['location'],
  facts: Partial<RedirectFacts> = {},
  rules: Partial<RedirectRules> = {},
) {
  const baseUrl = rules.baseUrl ?? BASE;
  const requestUrl = baseUrl + TARGET;
  return decideRedirect(
    { requestUrl, currentUrl: requestUrl, location, followed: 0, ...facts },
    { baseUrl, redirectHosts: [], ...rules },
  );
}

function follows(origin: string) {
  return { kind: 'follow', url: origin + TARGET };
}

function refusesFor(reason: string) {
  return { kind: 'refuse', reason: expect.stringContaining(reason) };
}

describe('a redirect', () => {
  it.each([REGION, BASE, `${REGION}:443`, 'https://API.tiledb.com'])(
    'to %s is followed, as the host or a subdomain of the base',
    (origin) => {
      expect(decide(origin + TARGET)).toMatchObject({ kind: 'follow' });
    },
  );

  it('keeps the path and query byte for byte', () => {
    expect(decide(REGION + TARGET)).toEqual(follows(REGION));
  });

  it('may be relative to the URL that answered with it', () => {
    expect(decide(TARGET)).toEqual(follows(BASE));
    expect(decide(TARGET, { currentUrl: REGION + TARGET })).toEqual(follows(REGION));
    expect(decide(`//us-west-2.aws.api.tiledb.com${TARGET}`)).toEqual(
      follows('https://us-west-2.aws.api.tiledb.com'),
    );
  });

  it('may have a fragment, which is dropped', () => {
    expect(decide(`${REGION}${TARGET}#top`)).toEqual(follows(REGION));
  });

  it('may use the base’s port, or the default port of its scheme', () => {
    const rules = { baseUrl: 'https://tiledb.example:8443' };
    expect(decide(`https://eu.tiledb.example:8443${TARGET}`, {}, rules)).toEqual(
      follows('https://eu.tiledb.example:8443'),
    );
    expect(decide(`https://eu.tiledb.example${TARGET}`, {}, rules)).toEqual(
      follows('https://eu.tiledb.example'),
    );
    expect(decide(`https://eu.tiledb.example:9443${TARGET}`, {}, rules)).toEqual(
      refusesFor('https://eu.tiledb.example:9443'),
    );
  });

  it('may use plain http only when the base does too', () => {
    expect(decide(`http://us.api.tiledb.com${TARGET}`)).toEqual(refusesFor('not https'));
    const rules = { baseUrl: 'http://tiledb.example' };
    expect(decide(`http://us.tiledb.example${TARGET}`, {}, rules)).toMatchObject({
      kind: 'follow',
    });
    expect(decide(`https://us.tiledb.example${TARGET}`, {}, rules)).toMatchObject({
      kind: 'follow',
    });
    expect(decide(`ftp://us.tiledb.example${TARGET}`, {}, rules)).toEqual(refusesFor('not https'));
  });

  it.each([
    'https://evil.example',
    'https://evilapi.tiledb.com',
    'https://tiledb.com',
    'https://api.tiledb.com.evil.example',
    'https://api.tiledb.com.',
  ])('to %s is rejected with a reason that names it', (origin) => {
    expect(decide(origin + TARGET)).toEqual(refusesFor(origin));
  });

  it('to a configured host is followed, on its port or the default one', () => {
    const redirectHosts = [
      { hostname: 'region.example', port: null },
      { hostname: '127.0.0.1', port: 8443 },
    ];
    const rules = { redirectHosts };
    expect(decide(`https://region.example${TARGET}`, {}, rules)).toMatchObject({ kind: 'follow' });
    expect(decide(`https://127.0.0.1:8443${TARGET}`, {}, rules)).toMatchObject({ kind: 'follow' });
    expect(decide(`https://region.example:8443${TARGET}`, {}, rules)).toMatchObject({
      kind: 'refuse',
    });
    expect(decide(`https://sub.region.example${TARGET}`, {}, rules)).toMatchObject({
      kind: 'refuse',
    });
    expect(decide(`https://127.0.0.1${TARGET}`, {}, rules)).toMatchObject({ kind: 'refuse' });
  });

  it('does not treat hosts as subdomains of an IP address', () => {
    const rules = { baseUrl: 'https://127.0.0.1' };
    expect(decide(`https://1.127.0.0.1${TARGET}`, {}, rules)).toMatchObject({ kind: 'refuse' });
  });

  it.each([
    ['another path', `${REGION}/v1/invitations/other/join`],
    ['a path that resolves to another', `${REGION}/v1/invitations/x/../s3/join`],
    ['another query', `${REGION}${TARGET}&page=2`],
    ['no query', `${REGION}${TARGET.replace(/\?.*/, '')}`],
    ['a decoded path', `${REGION}${TARGET.replaceAll('%2F', '/')}`],
  ])('to %s is rejected', (_what, location) => {
    expect(decide(location)).toEqual(refusesFor('another path or query'));
  });

  it.each(['https://user@', 'https://user:password@'])(
    'with user information is rejected: %s',
    (start) => {
      const location = REGION.replace('https://', start) + TARGET;
      const decision = decide(location);
      expect(decision).toEqual(refusesFor('user information'));
      expect(JSON.stringify(decision)).not.toContain('password');
    },
  );

  it.each([undefined, [REGION + TARGET, REGION + TARGET]])(
    'with the Location %j is rejected',
    (location) => {
      expect(decide(location)).toEqual(refusesFor('does not name one Location'));
    },
  );

  it('to an invalid URL is rejected', () => {
    expect(decide('https://[')).toEqual(refusesFor('not a URL'));
  });

  it('is followed twice, but not a third time', () => {
    expect(decide(REGION + TARGET, { followed: 1 })).toMatchObject({ kind: 'follow' });
    expect(decide(REGION + TARGET, { followed: 2 })).toEqual(refusesFor('after 2 redirects'));
  });
});

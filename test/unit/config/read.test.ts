import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../../src/config/read.ts';

function problemsOf(
  env: Record<string, string>,
  options: readonly string[] = [],
): readonly string[] {
  try {
    readConfig(env, options);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('the configuration', () => {
  it('is complete without any variables', () => {
    expect(readConfig({})).toMatchObject({
      isProduction: false,
      port: 4000,
      host: '127.0.0.1',
      upstreamUrl: null,
      introspection: true,
      explorer: 'graphiql',
      operationTimeoutMs: 25_000,
    });
  });

  it('disables introspection and the explorer in production', () => {
    const env = { NODE_ENV: 'production', TILEDB_REST_URL: 'https://api.tiledb.com' };
    expect(readConfig(env)).toMatchObject({ introspection: false, explorer: 'off' });
  });

  it('names misspelled settings and unknown options together with invalid settings', () => {
    expect(problemsOf({ PORT: 'http', MAX_ITMES: '5' }, ['--prot'])).toEqual([
      expect.stringContaining('PORT must be'),
      expect.stringContaining('--prot is not an option'),
      'MAX_ITMES is set, but it is not a setting: did you mean MAX_ITEMS?',
    ]);
  });

  it.each(['--port=1', 'status', '-h'])('rejects the command-line argument %s', (argument) => {
    expect(problemsOf({}, [argument])).toEqual([
      `${argument} is not an option: the only option is --help. Settings are environment variables`,
    ]);
  });

  it('accepts a misspelled setting, which may belong to another program', () => {
    expect(readConfig({ MAX_ITMES: '5' }).ignored).toHaveLength(1);
  });

  it('requires an upstream in production', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).toEqual([
      expect.stringContaining('TILEDB_REST_URL must be set'),
    ]);
  });

  it.each([
    ['https://api.tiledb.com', 'https://api.tiledb.com'],
    ['https://api.tiledb.com/', 'https://api.tiledb.com'],
    ['http://10.0.0.1:8080/tiledb/', 'http://10.0.0.1:8080/tiledb'],
    ['http://10.0.0.1:8080/a/b', 'http://10.0.0.1:8080/a/b'],
  ])('accepts %s as the upstream', (url, expected) => {
    expect(readConfig({ TILEDB_REST_URL: url }).upstreamUrl).toBe(expected);
  });

  it.each([
    ['true', true],
    ['false', false],
    ['2', 2],
    ['10.0.0.0/8, 127.0.0.1', ['10.0.0.0/8', '127.0.0.1']],
  ])('accepts TRUST_PROXY=%s', (text, expected) => {
    expect(readConfig({ TRUST_PROXY: text }).trustProxy).toEqual(expected);
  });

  it.each([
    ['region.example', [{ hostname: 'region.example', port: null }]],
    [
      'Region.example:8443, [::1]:443',
      [
        { hostname: 'region.example', port: 8443 },
        { hostname: '[::1]', port: 443 },
      ],
    ],
    ['10.0.0.1', [{ hostname: '10.0.0.1', port: null }]],
  ])('accepts TILEDB_REDIRECT_HOSTS=%s', (text, expected) => {
    expect(readConfig({ TILEDB_REDIRECT_HOSTS: text }).redirectHosts).toEqual(expected);
  });

  it.each([
    'https://region.example',
    'region.example/v1',
    'user@region.example',
    '*.region.example',
    'region.example:0',
    'region.example:65536',
    'region.example:http',
    '::1',
    'region example',
    'good.example, *',
  ])('rejects TILEDB_REDIRECT_HOSTS=%s', (text) => {
    expect(problemsOf({ TILEDB_REDIRECT_HOSTS: text })).toEqual([
      expect.stringContaining('TILEDB_REDIRECT_HOSTS must be host names'),
    ]);
  });

  it('reports all mistakes at once, with the expected values', () => {
    const problems = problemsOf({
      PORT: 'http',
      TILEDB_REST_URL: 'ftp://x',
      CORS_ORIGINS: 'https://app.example.com/path',
      TRUST_PROXY: 'everybody',
      MAX_DEPTH: '0',
      LOG_LEVEL: 'loud',
    });
    expect(problems).toHaveLength(6);
    expect(problems).toContainEqual('PORT must be a whole number from 0 to 65535: got "http"');
    expect(problems.join()).toContain('LOG_LEVEL must be one of trace, debug');
  });

  it('does not repeat the password of an invalid URL', () => {
    const url = 'https://user:hunter2@s3cret@api.example.com';
    const problems = problemsOf({
      TILEDB_REST_URL: url,
      HTTPS_PROXY: `socks:${url}`,
      REDIS_URL: `${url}/x`,
    });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toMatch(/hunter2|s3cret/);
  });

  it('treats an empty variable as unset', () => {
    expect(readConfig({ PORT: '', TILEDB_REST_URL: ' ' }).port).toBe(4000);
  });
});

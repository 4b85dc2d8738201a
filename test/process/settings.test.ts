import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../src/config/read.ts';
import { SETTINGS } from '../../src/config/settings.ts';

function problemsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const PRODUCTION = { NODE_ENV: 'production', TILEDB_REST_URL: 'https://api.tiledb.com' };

describe('the defaults', () => {
  it('are those of the contract', () => {
    expect(readConfig({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      operationTimeoutMs: 25_000,
      lookupMaxPages: 20,
      maxRecipients: 100,
      maxBodyBytes: 1_000_000,
      maxTokens: 5_000,
      maxDepth: 12,
      maxAliases: 50,
      maxMutationFields: 10,
      maxItems: 1_000,
      introspection: true,
      corsOrigins: [],
      trustProxy: false,
    });
  });

  it('disable introspection in production, unless it is enabled', () => {
    expect(readConfig(PRODUCTION).introspection).toBe(false);
    expect(readConfig({ ...PRODUCTION, INTROSPECTION: 'true' }).introspection).toBe(true);
  });

  it('are printed with each variable', () => {
    for (const { defaultText, fallback } of Object.values(SETTINGS)) {
      const value = fallback(false);
      if (typeof value === 'number') expect(defaultText.split(';')[0]).toBe(String(value));
    }
  });

  it('cannot be changed after they were read', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });
});

describe('an invalid value', () => {
  const wrong: Readonly<Record<string, readonly string[]>> = {
    PORT: ['-1', '65536', '80.5', '1e3', '0x50', 'http', '٣', '4000;'],
    HOST: ['a b', 'http://x', '/tmp/socket'],
    TILEDB_REST_URL: [
      'api.tiledb.com',
      'ftp://api.tiledb.com',
      'https://',
      'https://user:pass@api.tiledb.com',
      'https://key@api.tiledb.com',
      'https://api.tiledb.com?x=1',
      'https://api.tiledb.com/#x',
    ],
    HTTPS_PROXY: ['proxy:3128', 'socks5://proxy'],
    CORS_ORIGINS: [
      'app.example.com',
      'https://app.example.com/',
      'https://app.example.com/path',
      'https://app.example.com, nonsense',
      '*',
      'null',
      'file:///',
    ],
    TRUST_PROXY: [
      'yes',
      'everybody',
      '1.5',
      '-1',
      '10.0.0.0/99',
      '10.0.0',
      '999.0.0.1',
      'abc',
      '::1/129',
    ],
    INTROSPECTION: ['yes', '1', 'TRUE'],
    LOG_LEVEL: ['loud', 'INFO'],
    OPERATION_TIMEOUT_MS: ['0', '25s', '600001'],
    DRAIN_TIMEOUT_MS: ['-1', 'x'],
    LOOKUP_MAX_PAGES: ['0', '1.5'],
    MAX_RECIPIENTS: ['0'],
    MAX_BODY_BYTES: ['1', '1MB'],
    MAX_TOKENS: ['0'],
    MAX_DEPTH: ['0'],
    MAX_ALIASES: ['-1'],
    MAX_MUTATION_FIELDS: ['0'],
    MAX_ITEMS: ['0'],
    REDIS_URL: [
      'localhost:6379',
      'http://localhost:6379',
      'redis://',
      'redis:///0',
      'redis://localhost/name',
      'redis://localhost/0?x=1',
      'redis://localhost#x',
      'redis://:100%@localhost',
      'redis://:%ff@localhost',
    ],
    REDIS_TIMEOUT_MS: ['0', '1s'],
    BREAKER_MINIMUM_RPS: ['0'],
  };
  const cases = Object.entries(wrong).flatMap(([variable, values]) =>
    values.map((value) => [variable, value] as const),
  );

  it.each(cases)('is reported with the expected value: %s=%s', (variable, value) => {
    const problems = problemsOf({ [variable]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${variable} must be`);
  });

  it('is reported together with all others', () => {
    const env = Object.fromEntries(
      Object.entries(wrong).map(([name, [first = '']]) => [name, first]),
    );
    const problems = problemsOf(env);
    expect(problems).toHaveLength(Object.keys(wrong).length);
    for (const variable of Object.keys(wrong)) {
      expect(problems.filter((problem) => problem.startsWith(`${variable} must be`))).toHaveLength(
        1,
      );
    }
  });

  it('is reported together with a missing upstream in production', () => {
    const problems = problemsOf({ NODE_ENV: 'production', PORT: 'x' });
    expect(problems).toHaveLength(2);
    expect(problems.join()).toMatch(/PORT must be.*TILEDB_REST_URL must be set/s);
  });
});

describe('a valid value', () => {
  it.each<[string, string, string, unknown]>([
    ['PORT', '0', 'port', 0],
    ['RATE_LIMIT_OPERATIONS_PER_MINUTE', '0', 'rateLimitOperationsPerMinute', 0],
    ['PORT', ' 8080 ', 'port', 8080],
    ['HOST', '0.0.0.0', 'host', '0.0.0.0'],
    ['HOST', '::', 'host', '::'],
    ['HTTPS_PROXY', 'http://user:pass@proxy:3128', 'httpsProxy', 'http://user:pass@proxy:3128'],
    ['https_proxy', 'http://proxy:3128', 'httpsProxy', 'http://proxy:3128'],
    ['no_proxy', 'localhost', 'noProxy', 'localhost'],
    [
      'CORS_ORIGINS',
      'https://a.example, http://b.example:8080,',
      'corsOrigins',
      ['https://a.example', 'http://b.example:8080'],
    ],
    ['REDIS_URL', 'redis://localhost', 'redisUrl', 'redis://localhost'],
    ['REDIS_URL', 'rediss://u:p%2F@[::1]:6380/1', 'redisUrl', 'rediss://u:p%2F@[::1]:6380/1'],
    ['TRUST_PROXY', 'true', 'trustProxy', true],
    ['TRUST_PROXY', 'false', 'trustProxy', false],
    ['TRUST_PROXY', '1', 'trustProxy', 1],
    ['TRUST_PROXY', '10.0.0.0/8,::1, fd00::/8', 'trustProxy', ['10.0.0.0/8', '::1', 'fd00::/8']],
  ])('is accepted: %s=%s', (variable, text, key, value) => {
    expect(readConfig({ [variable]: text })).toHaveProperty([key], value);
  });
});

import { describe, expect, it } from 'vitest';
import { findIgnored } from '../../../src/config/ignored.ts';
import { SETTINGS } from '../../../src/config/settings.ts';

describe('the report of settings that have no effect', () => {
  it.each([
    ['TILEDB_RESTURL', 'did you mean TILEDB_REST_URL?'],
    ['TILEDB_REST_URI', 'did you mean TILEDB_REST_URL?'],
    ['TILEDB_ANYTHING_ELSE', '`npm start -- --help` lists all settings'],
    ['RATE_LIMIT_EMAIL_PER_HOUR', 'did you mean RATE_LIMIT_EMAILS_PER_HOUR?'],
    ['REDIS_TIMEOUT', null],
    ['CORS_ORIGIN', 'did you mean CORS_ORIGINS?'],
    ['cors_origin', 'did you mean CORS_ORIGINS?'],
  ])('includes %s, which resembles one of our settings', (name, hint) => {
    const ignored = findIgnored({ [name]: 'x' });
    expect(ignored).toEqual(
      hint === null ? [] : [`${name} is set, but it is not a setting: ${hint}`],
    );
  });

  it.each([
    'HTTP_PROXY',
    'http_proxy',
    'no_proxy',
    'https_proxy',
    'HOSTNAME',
    'HOME',
    'REDIS_PORT',
  ])('does not include %s, which other programs read', (name) => {
    expect(findIgnored({ [name]: 'x' })).toEqual([]);
  });

  it('does not include known settings or empty variables', () => {
    const all = Object.values(SETTINGS).map(({ variable }) => [variable, 'x']);
    expect(findIgnored({ ...Object.fromEntries(all), TILEDB_X: ' ' })).toEqual([]);
  });

  it.each([
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc', 'traces are sent as http/json'],
    ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'http/protobuf', 'traces are sent as http/json'],
    ['OTEL_PROPAGATORS', 'b3', 'is not supported'],
    ['OTEL_METRICS_EXPORTER', 'otlp', 'is not supported'],
    ['OTEL_BSP_SCHEDULE_DELAY', '1', 'is not supported'],
  ])('includes the unsupported OpenTelemetry variable %s=%s', (name, value, says) => {
    expect(findIgnored({ [name]: value })).toEqual([expect.stringContaining(says)]);
  });

  it.each([
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'http/json'],
    ['OTEL_METRICS_EXPORTER', 'none'],
    ['OTEL_EXPORTER_OTLP_TRACES_HEADERS', 'a=b'],
    ['OTEL_EXPORTER_OTLP_COMPRESSION', 'gzip'],
  ])(
    'does not include the OpenTelemetry variable %s=%s, whose value is honoured',
    (name, value) => {
      expect(findIgnored({ [name]: value })).toEqual([]);
    },
  );
});

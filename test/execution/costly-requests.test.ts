import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  createDocumentScale,
  MAX_DOCUMENT_BYTES,
} from '../../src/graphql/execution/document-size.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { useStack } from '../support/stack.ts';
import { createCostlyRequests, toHttpRequest } from './costly-requests.ts';
import { createCostlyWorld } from './costly-world.ts';

/** The request itself. */
const MAX_BYTES_IN = 60_000;
/** 50 fields for each of 1,000 items, and the lists around them. */
const MAX_FIELDS = 51_000;
const MAX_ERRORS = 1_000;
const MAX_BYTES_OUT = 1_000_000;
/** A trace is written next to the data. */
const MAX_BYTES_TRACED = 1_200_000;

const { world, key, ids } = createCostlyWorld();
const scale = createDocumentScale(createSchema());
const stack = useStack({ emulator: { world }, env: { RATE_LIMIT_OPERATIONS_PER_MINUTE: '0' } });

/** `npm run measure:cost` measures their CPU time and memory. */
describe('the most expensive known requests', () => {
  const requests = Object.entries(createCostlyRequests(ids));
  let largest = 0;

  it.each(requests)(
    'cause a limited number of fields, errors and bytes: %s',
    async (_title, make) => {
      const request = make(1);
      expect(JSON.stringify(request).length).toBeLessThan(MAX_BYTES_IN);
      const response = await fetch(`${stack.url}/graphql`, toHttpRequest(request, key));
      const text = await response.text();
      const { data, errors = [] } = JSON.parse(text) as { data?: unknown; errors?: unknown[] };
      expect(JSON.stringify(errors)).not.toContain('INTERNAL_SERVER_ERROR');
      expect(text.length).toBeLessThan(request.traced ? MAX_BYTES_TRACED : MAX_BYTES_OUT);
      const fields = countFields(data);
      largest = Math.max(largest, fields);
      expect(fields).toBeLessThan(MAX_FIELDS);
      expect(errors.length).toBeLessThanOrEqual(MAX_ERRORS);
    },
  );

  it('come close to the limit, so that it is tested', () => {
    expect(largest).toBeGreaterThan(MAX_FIELDS / 2);
  });

  it('leave at most a megabyte of documents in memory', () => {
    const documents = requests.map(([, make]) => parse(make(1).query));
    const kept = documents.map(scale).filter((bytes) => bytes <= MAX_DOCUMENT_BYTES);
    // Some are just within the limit, some are beyond it.
    expect(Math.max(...kept)).toBeGreaterThan(MAX_DOCUMENT_BYTES / 2);
    expect(kept.length).toBeLessThan(documents.length);
  });
});

function countFields(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum, item) => sum + countFields(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, field) => sum + 1 + countFields(field), 0);
}

import type { Fault } from './faults.ts';
import type { OperationId } from './routes.ts';

/** An upstream problem that can be switched on and off. */
export interface Scenario {
  name: string;
  /** What clients see of it, in one sentence. */
  description: string;
  faults: readonly Fault[];
}

const WRITES: readonly OperationId[] = [
  'acceptInvitation',
  'cancelJoinOrganization',
  'cancelShareArrayByInvite',
  'cancelShareGroupByInvite',
  'joinOrganization',
  'shareArrayByInvite',
  'shareGroupByInvite',
];

const PROXY_PAGE = '<html><head><title>502 Bad Gateway</title></head></html>';

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'outage',
    description: 'Every request gets a 503.',
    faults: [{ behaviour: { kind: 'answer', status: 503 } }],
  },
  {
    name: 'bad-gateway',
    description: 'A proxy responds to every request with 502 and an HTML page.',
    faults: [
      {
        behaviour: {
          kind: 'answer',
          status: 502,
          headers: { 'content-type': 'text/html' },
          body: PROXY_PAGE,
        },
      },
    ],
  },
  {
    name: 'slow',
    description: 'Every response takes four seconds.',
    faults: [{ delayMs: 4000 }],
  },
  {
    name: 'busy',
    description: 'Every request gets a 429 with Retry-After: 30.',
    faults: [{ behaviour: { kind: 'answer', status: 429, headers: { 'retry-after': '30' } } }],
  },
  {
    name: 'lost-answer',
    description: 'Writes are carried out, but the connection is cut before the response.',
    faults: WRITES.map((operation) => ({
      operation,
      behaviour: { kind: 'cut', when: 'after-handling' },
    })),
  },
  {
    name: 'key-revoked',
    description: 'Every request gets a 401.',
    faults: [{ behaviour: { kind: 'answer', status: 401 } }],
  },
  {
    name: 'forbidden',
    description: 'Every request gets a 403.',
    faults: [{ behaviour: { kind: 'answer', status: 403 } }],
  },
];

import type { Invitations } from '../invitations/invitations.ts';
import type { OperationReport } from './report/report.ts';

/** What every resolver of one operation gets. */
export interface Context {
  /** Our id of the request, in every error and in the log. */
  readonly requestId: string;
  readonly invitations: Invitations;
  /** When the operation began, in milliseconds since the epoch. */
  readonly now: number;
  /** The header `Idempotency-Key`, as received. */
  readonly idempotencyKey: string | undefined;
  /** Mutation fields that the operation executes. */
  readonly mutationFields: number;
  /** How the operation ended, for the log and the metrics. */
  readonly report: OperationReport;
}

export { type AllInvitationsOptions, allInvitations, ListMovedError } from './all-invitations.ts';
export {
  type Answer,
  createExecute,
  type Execute,
  type ExecuteOptions,
  type FetchSettings,
} from './execute.ts';
export { exhaustive } from './exhaustive.ts';
export * from './generated/operations.ts';
export { default as introspectionResult } from './generated/possible-types.ts';
export {
  continued,
  cursorBeforeLast,
  type GrowingList,
  withoutInvitation,
} from './growing-list.ts';
export {
  type Invite,
  type InviteRun,
  type Portion,
  type PortionState,
  planInvites,
  reportOf,
  sendInvites,
} from './invite-many.ts';
export { acceptMany, cancelMany, type ManyOptions, type Row } from './many.ts';
export {
  type AnswerError,
  errorAt,
  type Failure,
  isFailure,
  type Problem,
  type ProblemCode,
  toProblem,
} from './problem.ts';
export { parseRecipients, type Recipient, sendable } from './recipients.ts';

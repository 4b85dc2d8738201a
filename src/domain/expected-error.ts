/**
 * An error that tells a client what to do, and not a bug. One operation may have a thousand, and capturing their stacks took
 * a quarter of its CPU time, so it has none: see `npm run measure:cost -- 'thousand equal'`.
 */
export abstract class ExpectedError extends Error {
  constructor(message: string) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
  }
}

import { destination, type Level, type Logger, pino } from 'pino';

export type { Logger };

/** JSON lines on standard error, one an event; standard output belongs to the start's own words. */
export function createLogger(level: Level | 'silent'): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination({ fd: 2, sync: true }),
  );
}

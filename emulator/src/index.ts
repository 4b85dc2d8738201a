/** The package's API for tests and demos. */
export type { NewInvitation } from './builders.ts';
export {
  type Emulator,
  type EmulatorOptions,
  type ObservedExchange,
  startEmulator,
} from './emulator.ts';
export type { Behaviour, Fault } from './faults.ts';
export type { JournalEntry } from './journal.ts';
export type { Dialect, Mail } from './model.ts';
export type { OperationId } from './routes.ts';
export { SCENARIOS, type Scenario } from './scenarios.ts';
export { ASSUMPTIONS, type Assumptions, type Settings } from './settings.ts';
export {
  addInvitation,
  addOrganization,
  addUser,
  BOUNCING_DOMAIN,
  DEMO_KEY,
  DEMO_LOGIN,
  demoWorld,
  emptyWorld,
  type World,
} from './world.ts';

import type { User, World } from '../model.ts';
import type { Settings } from '../settings.ts';

/** A request whose operation and caller are known. */
export interface Call<ParameterName extends string = never> {
  /** The path's parameters, decoded. */
  parameters: Readonly<Record<ParameterName, string>>;
  query: ReadonlyMap<string, string>;
  contentType: string;
  body: string;
  world: World;
  caller: User;
  settings: Settings;
  now: Date;
}

import type { IncomingHttpHeaders } from 'node:http';
import type { User, World } from './model.ts';

/** The caller: identified by the API key if there is one, else by the Basic login. */
export function findCaller(world: World, headers: IncomingHttpHeaders): User | undefined {
  const key = readKey(headers);
  if (key !== '') return world.users.find((user) => user.key === key);
  const login = readBasicLogin(headers.authorization ?? '');
  return world.users.find((user) => `${user.username}:${user.password}` === login);
}

/** The key that was sent, '' if none was. */
export function readKey(headers: IncomingHttpHeaders): string {
  return String(headers['x-tiledb-rest-api-key'] ?? '');
}

function readBasicLogin(authorization: string): string | undefined {
  const token = /^Basic +([\w+/]+=*)$/i.exec(authorization)?.[1];
  return token === undefined ? undefined : Buffer.from(token, 'base64').toString('utf8');
}

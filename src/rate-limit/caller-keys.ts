import { createHmac, createSecretKey } from 'node:crypto';
import ipaddr from 'ipaddr.js';

/** Names callers by opaque keys, so that stored counters do not reveal credentials. */
export interface CallerKeys {
  /** @param identity an identity that the credential proves */
  ofIdentity(identity: string): string;
  ofAddress(address: string): string;
}

/**
 * @param secret prevents finding the credential of a key by brute force; instances that share keys need the same secret
 */
export function createCallerKeys(secret: string | Buffer): CallerKeys {
  // Not the bytes themselves: Node then throws and catches two errors for each HMAC, which cost ten times as much.
  const secretKey = createSecretKey(Buffer.from(secret));
  const toKey = (name: string) => createHmac('sha256', secretKey).update(name).digest('base64url');
  return {
    ofIdentity: (identity) => toKey(`identity ${identity}`),
    ofAddress: (address) => toKey(`address ${toNetwork(address)}`),
  };
}

/** The first 64 bits of an IPv6 address identify one customer, who may use all 2^64 addresses with that prefix. */
const IPV6_NETWORK_PARTS = 4;

function toNetwork(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6
    ? parsed.parts.slice(0, IPV6_NETWORK_PARTS).join(':')
    : parsed.toString();
}

import { createHmac } from 'node:crypto';
import ipaddr from 'ipaddr.js';

/** Names callers without telling who they are: what is kept to count them must not give a credential away. */
export interface CallerKeys {
  /** @param identity what a credential proves its bearer to be */
  ofIdentity(identity: string): string;
  ofAddress(address: string): string;
}

/**
 * @param secret without it, nobody can find out by trial which credential a key belongs to; where keys are shared, all
 *   instances need the same
 */
export function createCallerKeys(secret: string | Buffer): CallerKeys {
  const toKey = (name: string) => createHmac('sha256', secret).update(name).digest('base64url');
  return {
    ofIdentity: (identity) => toKey(`identity ${identity}`),
    ofAddress: (address) => toKey(`address ${toNetwork(address)}`),
  };
}

/** The part of an IPv6 address that belongs to one customer; they may use all 2^64 addresses behind it. */
const IPV6_NETWORK_PARTS = 4;

function toNetwork(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6
    ? parsed.parts.slice(0, IPV6_NETWORK_PARTS).join(':')
    : parsed.toString();
}

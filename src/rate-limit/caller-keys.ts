import { hash } from 'node:crypto';
import ipaddr from 'ipaddr.js';

/** Names who asks, without telling: what is kept here must not give a credential away. */
export function toCallerKeys(
  identities: readonly string[],
  address: () => string,
): readonly string[] {
  const names = identities.length > 0 ? identities : [toNetwork(address())];
  return names.map((name) => hash('sha256', name, 'base64url'));
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

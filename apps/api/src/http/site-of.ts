import { ipKeyGenerator } from 'express-rate-limit';

/** Leading bits of an IPv6 address that one household or site has in common. */
export const siteBits = 56;

/** The household or site that an address belongs to: itself for IPv4, the /56 for IPv6. */
export function siteOf(address: string): string {
  return ipKeyGenerator(address, siteBits);
}

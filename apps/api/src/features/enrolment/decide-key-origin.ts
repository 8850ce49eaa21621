import type { DeviceKeyOrigin } from '#generated/prisma/enums.ts';

/**
 * Another phone, or the same browser that lost its storage? Browsers clear away what a page keeps; counted as a change
 * of phone that would make honest people look bad.
 * @param earlier all keys the person ever registered
 */
export function decideKeyOrigin(
  earlier: readonly { state: string; deviceHash: string }[],
  claim: { device_id: string; lost_key?: boolean | undefined },
): DeviceKeyOrigin {
  if (earlier.length === 0) return 'first';
  const isKnownBrowser = earlier.some((key) => key.state !== 'revoked' && key.deviceHash === claim.device_id);
  return claim.lost_key === true && isKnownBrowser ? 'evicted' : 'further';
}

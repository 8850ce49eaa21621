import type { DeviceKeyState } from '#generated/prisma/enums.ts';

/** A key that nobody has approved counts from this age on. */
export const waitingHours = 24;

/** State of a key at the moment of its use: a waiting one has become active by age. */
export function decideDeviceKey(key: { state: DeviceKeyState; createdAt: Date }, now: Date): DeviceKeyState {
  const isOldEnough = now.getTime() - key.createdAt.getTime() >= waitingHours * 3_600_000;
  return key.state === 'pending' && isOldEnough ? 'active' : key.state;
}

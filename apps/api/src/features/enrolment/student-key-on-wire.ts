import type { StudentDeviceKey } from '@hadir/contract/device-keys.ts';
import type { DeviceKey } from '#generated/prisma/client.ts';
import { decideDeviceKey } from './decide-device-key.ts';

/** A phone of a student as staff see it; a waiting one that has become old enough shows as active. */
export function studentKeyOnWire(key: DeviceKey, now: Date): StudentDeviceKey {
  return {
    id: key.id,
    label: key.label,
    state: decideDeviceKey(key, now),
    origin: key.origin,
    created_at: key.createdAt.toISOString(),
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    approved_by: key.approvedBy,
    confirmed_at: key.confirmedAt?.toISOString() ?? null,
    revoked_at: key.revokedAt?.toISOString() ?? null,
  };
}

import type { DeviceKey } from '@hadir/contract/device-keys.ts';
import type { Context } from '#http/context.ts';
import { decideDeviceKey } from './decide-device-key.ts';

/** Own phones, newest first; a waiting one that has become old enough shows as active. */
export async function listDeviceKeys(context: Context, owner: { id: string }): Promise<DeviceKey[]> {
  const now = context.now();
  const keys = await context.db.deviceKey.findMany({
    where: { personId: owner.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 100,
    select: { id: true, label: true, state: true, origin: true, createdAt: true, lastUsedAt: true },
  });
  return keys.map((key) => ({
    id: key.id,
    label: key.label,
    state: decideDeviceKey(key, now),
    origin: key.origin,
    created_at: key.createdAt.toISOString(),
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
  }));
}

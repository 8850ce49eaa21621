import type { listDeviceKeys as endpoint } from '@hadir/contract/device-keys.ts';
import type { z } from 'zod';
import type { Context } from '#http/context.ts';
import { decideDeviceKey } from './decide-device-key.ts';
import { decideEndedKeys } from './decide-ended-keys.ts';

type Reply = z.input<(typeof endpoint)['reply']>;

/** Own phones, newest first; a waiting one that has become old enough shows as active. */
export async function listDeviceKeys(context: Context, owner: { id: string }): Promise<Reply> {
  const now = context.now();
  const keys = await context.db.deviceKey.findMany({
    where: { personId: owner.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 100,
    select: { id: true, label: true, state: true, origin: true, deviceHash: true, createdAt: true, lastUsedAt: true },
  });
  const active = keys.filter(({ state }) => state === 'active');
  const [ended] = decideEndedKeys(active, { deviceHash: '', origin: 'further' }).replaced;
  const items = keys.map((key) => ({
    id: key.id,
    label: key.label,
    state: decideDeviceKey(key, now),
    origin: key.origin,
    created_at: key.createdAt.toISOString(),
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
  }));
  return { items, next_to_end: ended?.label ?? null };
}

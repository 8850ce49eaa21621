import type { Tx } from '#db.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { DeviceKeyState } from '#generated/prisma/enums.ts';
import { AppError } from '#http/errors.ts';
import { activateDeviceKey, type KeyToActivate } from './activate-device-key.ts';

/**
 * Somebody who knows whose phone it is lets it in, or vouches for one that nobody has vouched for yet.
 * @throws AppError not_possible_now for a phone that was removed
 */
export async function vouchForDeviceKey(
  tx: Tx,
  key: KeyToActivate,
  actor: Actor,
  approval: 'staff' | 'passkey',
  now: Date,
): Promise<{ id: string; state: DeviceKeyState }> {
  await activateDeviceKey(tx, key, actor, approval, now);
  const { state, confirmedAt } = await tx.deviceKey.findUniqueOrThrow({
    where: { id: key.id },
    select: { state: true, confirmedAt: true },
  });
  if (state !== 'active') throw new AppError('not_possible_now', 'This phone was removed.');
  if (confirmedAt === null) {
    const approvedById = approval === 'staff' ? actor.id : null;
    await tx.deviceKey.update({
      where: { id: key.id },
      data: { approvedBy: approval, approvedById, confirmedAt: now },
    });
    await recordAudit(tx, {
      ...by(actor),
      action: 'device_key.confirmed',
      subjectType: 'device_key',
      subjectId: key.id,
      before: { confirmed_at: null },
      after: { approved_by: approval, confirmed_at: now.toISOString() },
    });
  }
  return { id: key.id, state };
}

import type { Tx } from '#db.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { DeviceKeyOrigin } from '#generated/prisma/enums.ts';
import { decideEndedKeys } from './decide-ended-keys.ts';
import { lockPerson } from './lock-person.ts';

export type KeyToActivate = { id: string; personId: string };

/**
 * Makes a waiting key active. Where it stands for one that its browser lost, that one ends; with a fourth one the key
 * that was not used for longest does. Nothing happens to a key that is not waiting.
 * @param actor who approves; the owner, by passkey and when the key has become old enough
 * @param approval whoever knows the person vouches for the phone too; age vouches for nothing
 */
export async function activateDeviceKey(
  tx: Tx,
  key: KeyToActivate,
  actor: Actor,
  approval: 'staff' | 'passkey' | 'age',
  now: Date,
): Promise<void> {
  await lockPerson(tx, key.personId);
  const [activated] = await tx.deviceKey.updateManyAndReturn({
    where: { id: key.id, personId: key.personId, state: 'pending' },
    data: {
      state: 'active',
      activeAt: now,
      approvedBy: approval,
      approvedById: approval === 'staff' ? actor.id : null,
      confirmedAt: approval === 'age' ? null : now,
    },
    select: { deviceHash: true, origin: true },
  });
  if (!activated) return;
  await recordAudit(tx, {
    ...by(actor),
    action: 'device_key.activated',
    subjectType: 'device_key',
    subjectId: key.id,
    before: { state: 'pending' },
    after: { state: 'active', approved_by: approval },
  });
  await endOthers(tx, key, activated, actor, now);
}

async function endOthers(
  tx: Tx,
  key: KeyToActivate,
  activated: { deviceHash: string; origin: DeviceKeyOrigin },
  actor: Actor,
  now: Date,
): Promise<void> {
  const others = await tx.deviceKey.findMany({
    where: { personId: key.personId, state: 'active', id: { not: key.id } },
    select: { id: true, deviceHash: true, createdAt: true, lastUsedAt: true },
  });
  const { evicted, replaced } = decideEndedKeys(others, activated);
  const ended = [
    ...evicted.map(({ id }) => ({ id, action: 'device_key.evicted' })),
    ...replaced.map(({ id }) => ({ id, action: 'device_key.replaced' })),
  ];
  for (const { id, action } of ended) {
    await tx.deviceKey.update({ where: { id }, data: { state: 'revoked', revokedAt: now } });
    await recordAudit(tx, {
      ...by(actor),
      action,
      subjectType: 'device_key',
      subjectId: id,
      before: { state: 'active' },
      after: { state: 'revoked', in_favour_of: key.id },
    });
  }
}

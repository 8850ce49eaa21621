import type { Tx } from '#db.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { lockPerson } from './lock-person.ts';

/** Phones a person may use at a time. */
const activeKeysAllowed = 3;

/**
 * Makes a waiting key active. With a fourth one the key that was not used for longest is revoked.
 * Nothing happens to a key that is not waiting.
 * @param actor who approves; the owner, when the key has become old enough
 */
export async function activateDeviceKey(
  tx: Tx,
  key: { id: string; personId: string },
  actor: Actor,
  now: Date,
): Promise<void> {
  await lockPerson(tx, key.personId);
  const { count } = await tx.deviceKey.updateMany({
    where: { id: key.id, personId: key.personId, state: 'pending' },
    data: { state: 'active', activeAt: now },
  });
  if (count === 0) return;
  await recordAudit(tx, { ...by(actor), action: 'device_key.activated', subjectType: 'device_key', subjectId: key.id });
  const others = await tx.deviceKey.findMany({
    where: { personId: key.personId, state: 'active', id: { not: key.id } },
    select: { id: true, createdAt: true, lastUsedAt: true },
  });
  const newestFirst = others.sort((a, b) => usedAt(b) - usedAt(a));
  for (const { id } of newestFirst.slice(activeKeysAllowed - 1)) {
    await tx.deviceKey.update({ where: { id }, data: { state: 'revoked', revokedAt: now } });
    await recordAudit(tx, { ...by(actor), action: 'device_key.replaced', subjectType: 'device_key', subjectId: id });
  }
}

const usedAt = (key: { createdAt: Date; lastUsedAt: Date | null }) => (key.lastUsedAt ?? key.createdAt).getTime();

import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';

/**
 * The owner forgets a phone, from the next request on. Forgetting it twice is the same.
 * @throws AppError not_found
 */
export async function revokeDeviceKey(context: Context, owner: Actor, keyId: string): Promise<void> {
  const now = context.now();
  await context.db.$transaction(async (tx) => {
    const key = await tx.deviceKey.findFirst({ where: { id: keyId, personId: owner.id }, select: { state: true } });
    if (!key) throw notFound();
    const { count } = await tx.deviceKey.updateMany({
      where: { id: keyId, personId: owner.id, state: { not: 'revoked' } },
      data: { state: 'revoked', revokedAt: now },
    });
    if (count === 0) return;
    await recordAudit(tx, {
      ...by(owner),
      action: 'device_key.revoked',
      subjectType: 'device_key',
      subjectId: keyId,
      before: { state: key.state },
      after: { state: 'revoked' },
    });
  });
}

import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';

/** @throws AppError not_found */
export async function removePasskey(context: Context, owner: Actor, id: string): Promise<void> {
  await context.db.$transaction(async (tx) => {
    const whose = { id, schoolId: owner.schoolId, personId: owner.id };
    const passkey = await tx.passkey.findFirst({ where: whose, select: { label: true } });
    const { count } = await tx.passkey.deleteMany({ where: whose });
    if (!passkey || count === 0) throw notFound();
    await recordAudit(tx, {
      ...by(owner),
      action: 'passkey.removed',
      subjectType: 'passkey',
      subjectId: id,
      before: passkey,
    });
  });
}

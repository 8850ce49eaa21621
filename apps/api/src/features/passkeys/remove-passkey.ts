import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { keepOneFactor } from './keep-one-factor.ts';

/** @throws AppError not_found, not_possible_now for the last second factor where the school asks for one */
export async function removePasskey(context: Context, owner: ActingPerson, id: string): Promise<void> {
  await context.db.$transaction(async (tx) => {
    const whose = { id, schoolId: owner.schoolId, personId: owner.id };
    const passkey = await tx.passkey.findFirst({ where: whose, select: { label: true } });
    const { count } = await tx.passkey.deleteMany({ where: whose });
    if (!passkey || count === 0) throw notFound();
    if (owner.role !== 'student') await keepOneFactor(tx, owner);
    await recordAudit(tx, {
      ...by(owner),
      action: 'passkey.removed',
      subjectType: 'passkey',
      subjectId: id,
      before: passkey,
    });
  });
}

import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { lockGuardian } from './lock-guardian.ts';

/** @throws AppError not_found */
export async function deleteGuardian(context: Context, actor: Actor, id: string): Promise<void> {
  await context.db.$transaction(async (tx) => {
    const { studentId, name, phone, email, language } = await lockGuardian(tx, actor.schoolId, id);
    await tx.guardian.delete({ where: { id } });
    await recordAudit(tx, {
      ...by(actor),
      action: 'guardian.removed',
      subjectType: 'person',
      subjectId: studentId,
      before: { guardian_id: id, name, phone, email, language },
    });
  });
}

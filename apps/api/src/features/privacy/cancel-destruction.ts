import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { confirmPassword } from '#features/sign-in/confirm-password.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { getDestruction } from './destruction-of.ts';

/**
 * The school goes on as before.
 * @throws AppError not_found, password_wrong, not_possible_now once it is due
 */
export async function cancelDestruction(
  context: Context,
  actor: ActingPerson,
  id: string,
  given: { password: string; reason: string },
): Promise<void> {
  await getDestruction(context.db, actor, id);
  await confirmPassword(context, actor, given.password);
  const now = context.now();
  await context.db.$transaction(async (tx) => {
    // Whatever is due is being destroyed.
    const { count } = await tx.destructionRequest.deleteMany({ where: { schoolId: id, dueAt: { gt: now } } });
    if (count === 0) throw new AppError('not_possible_now', 'There is nothing that could still be taken back.');
    await tx.school.update({ where: { id }, data: { stoppedAt: null } });
    await recordAudit(tx, {
      ...by(actor),
      ...{ schoolId: id, action: 'school.resumed', subjectType: 'school', subjectId: id },
      before: { is_stopped: true },
      after: { is_stopped: false },
      reason: given.reason,
    });
  });
}

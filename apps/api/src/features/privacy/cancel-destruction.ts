import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { confirmPassword } from '#features/sign-in/confirm-password.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { getDestruction } from './destruction-of.ts';

/**
 * The school goes on as before: one that was stopped before it was to be destroyed stays stopped.
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
    await tx.$queryRaw`SELECT id FROM schools WHERE id = ${id}::uuid FOR UPDATE`;
    const { stoppedAt, destruction } = await getDestruction(tx, actor, id);
    // Whatever is due is being destroyed.
    const { count } = await tx.destructionRequest.deleteMany({ where: { schoolId: id, dueAt: { gt: now } } });
    if (count === 0) throw new AppError('not_possible_now', 'There is nothing that could still be taken back.');
    // A stop of its own is older than the request, and not for admins of the school to lift.
    const goesOn = stoppedAt?.getTime() === destruction?.requestedAt.getTime();
    if (goesOn) await tx.school.update({ where: { id }, data: { stoppedAt: null } });
    await recordAudit(tx, {
      ...by(actor),
      ...{ schoolId: id, action: goesOn ? 'school.resumed' : 'school.destruction_withdrawn' },
      ...{ subjectType: 'school', subjectId: id },
      before: { is_stopped: true },
      after: { is_stopped: !goesOn },
      reason: given.reason,
    });
  });
}

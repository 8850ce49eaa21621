import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { getSchool } from './get-school.ts';

/**
 * Nobody of the school can sign in from now on, and who is signed in is so no more. Its data stays.
 * @throws AppError not_found, not_possible_now where it is stopped already
 */
export async function stopSchool(context: Context, actor: Actor, id: string, reason: string): Promise<void> {
  const now = context.now();
  await context.db.$transaction(async (tx) => {
    const school = await getSchool(tx, id);
    // The update decides between two who stop it at once.
    const { count } = await tx.school.updateMany({
      where: { id: school.id, stoppedAt: null },
      data: { stoppedAt: now },
    });
    if (count === 0) throw new AppError('not_possible_now', 'This school is stopped already.');
    // Else they would come to life again with the school.
    await tx.signIn.updateMany({ where: { schoolId: school.id, endedAt: null }, data: { endedAt: now } });
    await recordAudit(tx, {
      ...by(actor),
      schoolId: school.id,
      action: 'school.stopped',
      subjectType: 'school',
      subjectId: school.id,
      before: { is_stopped: false },
      after: { is_stopped: true },
      reason,
    });
  });
}

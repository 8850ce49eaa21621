import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { getSchool } from './get-school.ts';

/**
 * Lets the people of a stopped school sign in again.
 * @throws AppError not_found, not_possible_now where it is not stopped
 */
export async function reopenSchool(context: Context, actor: Actor, id: string, reason: string): Promise<void> {
  await context.db.$transaction(async (tx) => {
    const school = await getSchool(tx, id);
    const { count } = await tx.school.updateMany({
      // One that is to be destroyed goes on when that is taken back.
      where: { id: school.id, stoppedAt: { not: null }, destruction: null },
      data: { stoppedAt: null },
    });
    if (count === 0) throw new AppError('not_possible_now', 'This school is not stopped.');
    await recordAudit(tx, {
      ...by(actor),
      schoolId: school.id,
      action: 'school.reopened',
      subjectType: 'school',
      subjectId: school.id,
      before: { is_stopped: true },
      after: { is_stopped: false },
      reason,
    });
  });
}

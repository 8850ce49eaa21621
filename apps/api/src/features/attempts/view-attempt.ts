import type { AttemptDetail } from '@hadir/contract/attempts.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { studentKeyOnWire } from '#features/enrolment/student-key-on-wire.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import { attemptDetailFacts, attemptDetailOnWire } from './show-attempt.ts';

/**
 * One attempt with everything it was judged by. Distances rebuild faces, so each view is audited.
 * @throws AppError not_found
 */
export async function viewAttempt(context: Context, actor: Actor, id: string): Promise<AttemptDetail> {
  return context.db.$transaction(async (tx) => {
    const row = await tx.attendanceAttempt.findFirst({
      where: { id, schoolId: actor.schoolId },
      select: attemptDetailFacts,
    });
    if (!row) throw notFound();
    await recordAudit(tx, { ...by(actor), action: 'attempt.viewed', subjectType: 'attempt', subjectId: id });
    const claimed = { id: row.deviceKey ?? '', schoolId: actor.schoolId, personId: row.studentId ?? '' };
    const key = isId(claimed.id) && row.studentId ? await tx.deviceKey.findFirst({ where: claimed }) : null;
    return attemptDetailOnWire(row, key && studentKeyOnWire(key, context.now()));
  });
}

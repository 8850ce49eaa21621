import type { RosterItem } from '@hadir/contract/sessions.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { getClassSession } from '#features/sessions/get-class-session.ts';
import type { RecordState } from '#generated/prisma/enums.ts';
import type { Context } from '#http/context.ts';
import { AppError, notFound } from '#http/errors.ts';
import { listRoster } from './list-roster.ts';
import { lockRecord, recordFacts, shownRecord } from './record-revision.ts';

/** The states of a mark that a decision still changes. */
const decidable: Record<'confirm' | 'reject', readonly RecordState[]> = {
  confirm: ['pending', 'flagged'],
  reject: ['pending', 'flagged', 'confirmed'],
};

/**
 * Staff confirm a mark that waits or is flagged, or reject one, also one that counts already. Rejection frees the
 * slot: the student may try again.
 * @throws AppError not_found, already_decided for a mark to which the decision makes no difference any more
 */
export async function decideRecord(
  context: Context,
  staff: ActingPerson,
  at: { sessionId: string; studentId: string },
  change: { decision: 'confirm' | 'reject'; reason: string },
): Promise<RosterItem> {
  const now = context.now();
  return context.db.$transaction(async (tx) => {
    const session = await getClassSession(tx, staff, at.sessionId);
    const before = await lockRecord(tx, at);
    if (!before) throw notFound();
    if (!decidable[change.decision].includes(before.state))
      throw new AppError('already_decided', 'Somebody has decided this mark already.');
    const record = await tx.attendanceRecord.update({
      where: { id: before.id },
      data: {
        state: change.decision === 'confirm' ? 'confirmed' : 'rejected',
        decidedAt: now,
        decidedById: staff.id,
        decisionReason: change.reason,
      },
      select: recordFacts,
    });
    await tx.recordRevision.create({
      data: {
        schoolId: staff.schoolId,
        recordId: record.id,
        before: shownRecord(before),
        after: shownRecord(record),
        reason: change.reason,
        changedById: staff.id,
        changedAt: now,
      },
    });
    await recordAudit(tx, {
      ...by(staff),
      action: change.decision === 'confirm' ? 'attendance.confirmed' : 'attendance.rejected',
      subjectType: 'attendance_record',
      subjectId: record.id,
      before: shownRecord(before),
      after: shownRecord(record),
      reason: change.reason,
    });
    const [item] = await listRoster(tx, session, at.studentId, now);
    if (!item) throw notFound();
    return item;
  });
}

import type { RosterItem } from '@hadir/contract/sessions.ts';
import type { Tx } from '#db.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { getClassSession } from '#features/sessions/get-class-session.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { AttendanceStatus } from '#generated/prisma/enums.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { listRoster } from './list-roster.ts';
import { lockRecord, type RecordFacts, recordFacts, shownRecord } from './record-revision.ts';

/**
 * Staff mark by hand or correct a mark, also one that was rejected; the old values stay readable. How a mark was made
 * and why it was looked at stay as they are, but a rejected one makes room for a mark by hand.
 * @throws AppError not_found for other people's sessions and for students who are neither in the course nor marked
 */
export async function correctRecord(
  context: Context,
  staff: ActingPerson,
  at: { sessionId: string; studentId: string },
  change: { status: AttendanceStatus; reason: string },
): Promise<RosterItem> {
  const now = context.now();
  return context.db.$transaction(async (tx) => {
    const session = await getClassSession(tx, staff, at.sessionId);
    const decision = {
      status: change.status,
      state: 'confirmed',
      decidedAt: now,
      decidedById: staff.id,
      decisionReason: change.reason,
    } satisfies Prisma.AttendanceRecordUncheckedUpdateInput;
    const before = await makeOrLock(tx, staff, session, at, { ...byHand(now), ...decision });
    const record = await tx.attendanceRecord.update({
      where: { sessionId_studentId: at },
      data: { ...(before?.state === 'rejected' && { ...byHand(now), reviewReasons: [] }), ...decision },
      select: recordFacts,
    });
    await tx.recordRevision.create({
      data: {
        schoolId: staff.schoolId,
        recordId: record.id,
        ...(before && { before: shownRecord(before) }),
        after: shownRecord(record),
        reason: change.reason,
        changedById: staff.id,
        changedAt: now,
      },
    });
    await recordAudit(tx, {
      ...by(staff),
      action: before ? 'attendance.corrected' : 'attendance.marked_by_hand',
      subjectType: 'attendance_record',
      subjectId: record.id,
      before: before && shownRecord(before),
      after: shownRecord(record),
      reason: change.reason,
    });
    const [item] = await listRoster(tx, session, at.studentId, now);
    if (!item) throw notFound();
    return item;
  });
}

const byHand = (markedAt: Date) => ({ method: 'manual', attemptId: null, templateId: null, markedAt }) as const;

/** Makes the record where there is none (null), else keeps the one there from changing and gives it as it is. */
async function makeOrLock(
  tx: Tx,
  staff: ActingPerson,
  session: { course: { id: string } },
  at: { sessionId: string; studentId: string },
  made: ReturnType<typeof byHand> & { status: AttendanceStatus; state: 'confirmed' },
): Promise<RecordFacts | null> {
  const isEnrolled = await tx.enrollment.findFirst({
    where: { courseId: session.course.id, studentId: at.studentId },
    select: { id: true },
  });
  // The unique key decides: a mark that is just being written is waited for and then found.
  const { count } = isEnrolled
    ? await tx.attendanceRecord.createMany({
        data: [{ ...at, schoolId: staff.schoolId, ...made, reviewReasons: [] }],
        skipDuplicates: true,
      })
    : { count: 0 };
  if (count > 0) return null;
  const before = await lockRecord(tx, at);
  if (!before) throw notFound();
  return before;
}

import type { RosterItem } from '@hadir/contract/sessions.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { getClassSession } from '#features/sessions/get-class-session.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { AttendanceStatus } from '#generated/prisma/enums.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { listRoster } from './list-roster.ts';
import { lockRecord, recordFacts, shownRecord } from './record-revision.ts';

/**
 * Staff mark by hand or correct a mark, also one that was rejected; the old values stay readable.
 * @throws AppError not_found for other people's sessions and for students who are not in the course
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
    const isEnrolled = await tx.enrollment.findFirst({
      where: { courseId: session.course.id, studentId: at.studentId },
      select: { id: true },
    });
    if (!isEnrolled) throw notFound();
    const before = await lockRecord(tx, at);
    const decision = {
      method: 'manual',
      status: change.status,
      state: 'confirmed',
      reviewReasons: [],
      decidedAt: now,
      decidedById: staff.id,
      decisionReason: change.reason,
    } satisfies Prisma.AttendanceRecordUncheckedUpdateInput;
    const record = await tx.attendanceRecord.upsert({
      where: { sessionId_studentId: at },
      create: { ...at, schoolId: staff.schoolId, markedAt: now, ...decision },
      update: decision,
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

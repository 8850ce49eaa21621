import type { Tx } from '#db.ts';
import type { ActingPerson } from '#features/audit/record-audit.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { AttendanceStatus } from '#generated/prisma/enums.ts';
import { AppError, notFound } from '#http/errors.ts';
import { keepReviewDecision } from './keep-review-decision.ts';
import { keepRevision, type RevisionOrigin } from './keep-revision.ts';
import { lockRecord, type RecordFacts, recordFacts } from './record-revision.ts';

export type Correction = { status: AttendanceStatus | 'not_present'; reason: string };
type At = { sessionId: string; studentId: string };

/**
 * One mark by hand or correction, with history and audit. The caller has made sure that these are staff of the session
 * and that no second person is needed. Nothing is written where it throws.
 * @param origin the proposal or request that it follows from
 * @throws AppError not_found for students who are neither in the course nor marked, and where there is no mark to take
 *   back; already_decided for one that does not count as it is; not_possible_now in a cancelled session
 */
export async function applyCorrection(
  tx: Tx,
  staff: ActingPerson,
  session: { course: { id: string }; cancelledAt: Date | null },
  at: At,
  change: Correction,
  now: Date,
  origin: RevisionOrigin = {},
): Promise<void> {
  if (session.cancelledAt !== null) throw new AppError('not_possible_now', 'This class session is cancelled.');
  const decision = { decidedAt: now, decidedById: staff.id, decisionReason: change.reason };
  const { before, record } =
    change.status === 'not_present'
      ? await takeBack(tx, at, decision)
      : await setStatus(tx, staff, session, at, { ...decision, status: change.status, state: 'confirmed' });
  if (before) {
    const isConfirmed = change.status === 'present' || change.status === 'late';
    await keepReviewDecision(tx, staff, at, before, { isConfirmed, wasInRoom: null, reason: change.reason }, now);
  }
  const action = before ? 'attendance.corrected' : 'attendance.marked_by_hand';
  await keepRevision(tx, staff, { action, before, after: record, reason: change.reason, ...origin }, now);
}

type Decided = { decidedAt: Date; decidedById: string; decisionReason: string };
type Changed = { before: RecordFacts | null; record: RecordFacts };

async function takeBack(tx: Tx, at: At, decision: Decided): Promise<Changed> {
  const before = await lockRecord(tx, at);
  if (!before) throw notFound();
  if (before.state === 'rejected') throw new AppError('already_decided', 'This mark does not count already.');
  const record = await tx.attendanceRecord.update({
    where: { id: before.id },
    data: { state: 'rejected', ...decision },
    select: recordFacts,
  });
  return { before, record };
}

async function setStatus(
  tx: Tx,
  staff: ActingPerson,
  session: { course: { id: string } },
  at: At,
  decision: Decided & { status: AttendanceStatus; state: 'confirmed' },
): Promise<Changed> {
  const byHand = {
    method: 'manual',
    attemptId: null,
    templateId: null,
    markedAt: decision.decidedAt,
  } satisfies Prisma.AttendanceRecordUncheckedUpdateInput;
  const isEnrolled = await tx.enrollment.findFirst({
    where: { courseId: session.course.id, studentId: at.studentId },
    select: { id: true },
  });
  // The unique key decides: a mark that is just being written is waited for and then found.
  const { count } = isEnrolled
    ? await tx.attendanceRecord.createMany({
        data: [{ ...at, schoolId: staff.schoolId, ...byHand, ...decision, reviewReasons: [] }],
        skipDuplicates: true,
      })
    : { count: 0 };
  const before = count > 0 ? null : await lockRecord(tx, at);
  if (count === 0 && before === null) throw notFound();
  const record = await tx.attendanceRecord.update({
    where: { sessionId_studentId: at },
    data: { ...(before?.state === 'rejected' && { ...byHand, reviewReasons: [], riskPoints: 0 }), ...decision },
    select: recordFacts,
  });
  return { before, record };
}

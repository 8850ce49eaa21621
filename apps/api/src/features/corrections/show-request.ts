import type { CorrectionRequest as RequestOnWire } from '@hadir/contract/corrections.ts';
import type { Tx } from '#db.ts';
import { decideStatus } from '#features/attendance/decide-status.ts';
import { findNames } from '#features/school/find-names.ts';
import type { Prisma } from '#generated/prisma/client.ts';

export const requestFacts = {
  id: true,
  schoolId: true,
  sessionId: true,
  studentId: true,
  wanted: true,
  reason: true,
  state: true,
  createdAt: true,
  decidedAt: true,
  decidedById: true,
  decisionReason: true,
  student: { select: { id: true, name: true } },
  session: {
    select: {
      id: true,
      title: true,
      startsAt: true,
      plannedStartsAt: true,
      endsAt: true,
      isActive: true,
      openedAt: true,
      closedAt: true,
      cancelledAt: true,
      courseId: true,
      course: { select: { code: true } },
    },
  },
  proposals: { where: { state: 'open' }, select: { id: true } },
} as const satisfies Prisma.CorrectionRequestSelect;

export type RequestFacts = Prisma.CorrectionRequestGetPayload<{ select: typeof requestFacts }>;

/** Requests with how the record of each stands now. */
export async function requestsOnWire(
  tx: Tx,
  schoolId: string,
  rows: readonly RequestFacts[],
  now: Date,
): Promise<RequestOnWire[]> {
  const pairs = rows.map(({ sessionId, studentId }) => ({ sessionId, studentId }));
  const records = await tx.attendanceRecord.findMany({ where: { schoolId, OR: pairs } });
  const enrollments = await tx.enrollment.findMany({
    where: { schoolId, OR: rows.map(({ studentId, session }) => ({ studentId, courseId: session.courseId })) },
  });
  const names = await findNames(
    tx,
    schoolId,
    rows.flatMap(({ decidedById }) => decidedById ?? []),
  );
  return rows.map((row) => {
    const { id, session, student, wanted, reason, state } = row;
    const record = records.find((one) => one.sessionId === row.sessionId && one.studentId === row.studentId) ?? null;
    const enrolled = enrollments.find((one) => one.courseId === session.courseId && one.studentId === row.studentId);
    return {
      id,
      session: {
        id: session.id,
        title: session.title,
        course_code: session.course.code,
        starts_at: session.startsAt.toISOString(),
      },
      student,
      wanted,
      reason,
      state,
      created_at: row.createdAt.toISOString(),
      standing: decideStatus(session, record, enrolled?.createdAt ?? null, now),
      is_proposed: row.proposals.length > 0,
      decided_at: row.decidedAt?.toISOString() ?? null,
      decided_by: row.decidedById === null ? null : (names.get(row.decidedById) ?? null),
      decision_reason: row.decisionReason,
    };
  });
}

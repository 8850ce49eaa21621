import type { Tx } from '#db.ts';
import type { Prisma } from '#generated/prisma/client.ts';

export const recordFacts = {
  id: true,
  method: true,
  status: true,
  state: true,
  reviewReasons: true,
  riskPoints: true,
  attemptId: true,
  markedAt: true,
  decidedById: true,
  decisionReason: true,
} as const satisfies Prisma.AttendanceRecordSelect;

export type RecordFacts = Prisma.AttendanceRecordGetPayload<{ select: typeof recordFacts }>;

/** The record of a student, kept from changing until the transaction ends; null when there is none. */
export async function lockRecord(tx: Tx, at: { sessionId: string; studentId: string }): Promise<RecordFacts | null> {
  await tx.$queryRaw`
    SELECT id FROM attendance_records
    WHERE session_id = ${at.sessionId}::uuid AND student_id = ${at.studentId}::uuid FOR UPDATE`;
  return tx.attendanceRecord.findUnique({ where: { sessionId_studentId: at }, select: recordFacts });
}

/** The records of these students by student, kept from changing until the transaction ends; locked in one order for all. */
export async function lockRecords(
  tx: Tx,
  sessionId: string,
  studentIds: readonly string[],
): Promise<ReadonlyMap<string, RecordFacts>> {
  await tx.$queryRaw`
    SELECT id FROM attendance_records
    WHERE session_id = ${sessionId}::uuid AND student_id = ANY (${studentIds}::uuid[])
    ORDER BY student_id FOR UPDATE`;
  const records = await tx.attendanceRecord.findMany({
    where: { sessionId, studentId: { in: [...studentIds] } },
    select: { ...recordFacts, studentId: true },
  });
  return new Map(records.map(({ studentId, ...record }) => [studentId, record]));
}

/** A record as it is kept in history and audit. */
export function shownRecord(record: RecordFacts): Prisma.InputJsonObject {
  return {
    method: record.method,
    status: record.status,
    state: record.state,
    review_reasons: record.reviewReasons,
    marked_at: record.markedAt.toISOString(),
    decided_by: record.decidedById,
    decision_reason: record.decisionReason,
  };
}

import { signalLimits } from '@hadir/contract/signals.ts';
import type { Tx } from '#db.ts';
import { type Attended, decideRoomCodeTurn } from './decide-room-code-turn.ts';
import { daysBefore, type SeenAttempt } from './read-attempts.ts';
import type { Sighting } from './sighting.ts';

const sessionsRead = 30;

type Row = { studentId: string; method: Exclude<Attended, 'absent'> | null; attemptId: string | null };

/** Students who marked with the room code just now, beside the sessions of their courses before. */
export async function findRoomCodeTurns(
  tx: Tx,
  schoolId: string,
  attempts: readonly SeenAttempt[],
): Promise<Sighting[]> {
  const byCode = attempts.filter(({ success, method }) => success && method === 'room_code');
  const newest = byCode.at(-1);
  if (!newest) return [];
  const rows = await tx.$queryRaw<Row[]>`
    SELECT student.id AS "studentId", past.method::text, past.attempt_id AS "attemptId"
    FROM unnest(${[...new Set(byCode.map(({ studentId }) => studentId))]}::uuid[]) AS student (id)
    CROSS JOIN LATERAL (
      SELECT record.method, record.attempt_id FROM enrollments AS enrollment
      JOIN class_sessions AS session ON session.course_id = enrollment.course_id AND session.school_id = ${schoolId}::uuid
        AND session.starts_at >= enrollment.created_at AND session.opened_at IS NOT NULL
        AND session.starts_at > ${daysBefore(newest.at, signalLimits.unusual.days)}
      LEFT JOIN attendance_records AS record ON record.session_id = session.id AND record.student_id = student.id
        AND record.state <> 'rejected'
      WHERE enrollment.student_id = student.id AND (record.id IS NOT NULL OR session.ends_at < ${newest.at})
      ORDER BY session.starts_at DESC, session.id DESC LIMIT ${sessionsRead}
    ) AS past`;
  return [...Map.groupBy(rows, ({ studentId }) => studentId)].flatMap(([studentId, sessions]) => {
    const finding = decideRoomCodeTurn(sessions.map(({ method }) => method ?? 'absent'));
    return finding
      ? {
          ...finding,
          kind: 'unusual_attendance' as const,
          key: `room_code:${studentId}`,
          people: [studentId],
          attempts: sessions
            .slice(0, Number(finding.detail.by_code))
            .flatMap(({ attemptId }) => (attemptId === null ? [] : attemptId)),
        }
      : [];
  });
}

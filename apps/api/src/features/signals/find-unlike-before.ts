import { signalLimits } from '@hadir/contract/signals.ts';
import type { Tx } from '#db.ts';
import { decideUnlikeBefore, type Mark } from './decide-unlike-before.ts';
import type { SeenAttempt } from './read-attempts.ts';
import type { Sighting } from './sighting.ts';

/** The latest marks are habit enough. */
const marksRead = 60;

type Row = Mark & { id: string; isThis: boolean };

/** Accepted marks with a phone the person was first seen with that day, beside the person's marks of the last months. Needs the uses to be up to date. */
export async function findUnlikeBefore(
  tx: Tx,
  schoolId: string,
  attempts: readonly SeenAttempt[],
): Promise<Sighting[]> {
  const accepted = attempts.filter(({ success, deviceHash }) => success && deviceHash !== null);
  if (accepted.length === 0) return [];
  const rows = await tx.$queryRaw<Row[]>`
    WITH this AS MATERIALIZED (
      SELECT attempt.id, attempt.student_id, attempt.created_at
      FROM attendance_attempts AS attempt
      JOIN device_uses AS used ON used.school_id = attempt.school_id AND used.device_hash = attempt.device_hash
        AND used.person_id = attempt.student_id AND used.first_at > attempt.created_at - interval '1 day'
      WHERE attempt.id = ANY(${accepted.map(({ id }) => id)}::uuid[]) AND attempt.school_id = ${schoolId}::uuid
    )
    SELECT this.id, mark.id = this.id AS "isThis", mark.latitude AS lat, mark.longitude AS lng,
      mark.accuracy_m AS accuracy,
      (extract(epoch FROM (mark.created_at AT TIME ZONE school.time_zone)::time) / 3600)::float8 AS hour
    FROM this
    JOIN schools AS school ON school.id = ${schoolId}::uuid
    CROSS JOIN LATERAL (
      SELECT id, latitude, longitude, accuracy_m, created_at FROM attendance_attempts
      WHERE school_id = ${schoolId}::uuid AND student_id = this.student_id AND success
        AND created_at <= this.created_at
        AND created_at > this.created_at - make_interval(days => ${signalLimits.unusual.days}::int)
      ORDER BY created_at DESC, id DESC LIMIT ${marksRead}
    ) AS mark`;
  return accepted.flatMap((attempt) => {
    const own = rows.filter(({ id }) => id === attempt.id);
    const mark = own.find(({ isThis }) => isThis);
    const finding = mark
      ? decideUnlikeBefore(
          mark,
          own.filter(({ isThis }) => !isThis),
        )
      : null;
    return finding
      ? {
          ...finding,
          kind: 'unusual_attendance' as const,
          key: `unlike:${attempt.studentId}`,
          people: [attempt.studentId],
          attempts: [attempt.id],
        }
      : [];
  });
}

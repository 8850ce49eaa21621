import { signalLimits } from '@hadir/contract/signals.ts';
import type { Tx } from '#db.ts';
import { decideLockstep, type Together } from './decide-lockstep.ts';
import { daysBefore, type SeenAttempt } from './read-attempts.ts';
import type { Sighting } from './sighting.ts';

type Pair = { a: string; b: string };
type Row = Together & Pair & { attempts: string[] };

/** Pairs who marked one right after the other in a session of these attempts, and how they marked before. */
export async function findLockstep(tx: Tx, schoolId: string, attempts: readonly SeenAttempt[]): Promise<Sighting[]> {
  const accepted = attempts.filter(({ success, sessionId }) => success && sessionId !== null);
  const newest = accepted.at(-1);
  if (!newest) return [];
  const { days, seconds, latest, sessions } = signalLimits.unusual.lockstep;
  const since = daysBefore(newest.at, days);
  // Those who were near often enough, before anything is counted about the crowd around them.
  const pairs = await tx.$queryRaw<Pair[]>`
    SELECT pair.a, pair.b FROM (
      SELECT DISTINCT least(this.student_id, prior.student_id) AS a, greatest(this.student_id, prior.student_id) AS b
      FROM attendance_attempts AS this
      CROSS JOIN LATERAL (
        SELECT student_id FROM attendance_attempts
        WHERE school_id = ${schoolId}::uuid AND session_id = this.session_id AND success
          AND created_at <= this.created_at AND created_at > this.created_at - make_interval(secs => ${seconds}::float8)
          AND student_id <> this.student_id
        ORDER BY created_at DESC LIMIT 3
      ) AS prior
      WHERE this.id = ANY(${accepted.map(({ id }) => id)}::uuid[])
    ) AS pair
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE abs(extract(epoch FROM apart)) <= ${seconds}::float8) AS near FROM (
        SELECT one.marked_at - two.marked_at AS apart
        FROM attendance_records AS one
        JOIN attendance_records AS two ON two.session_id = one.session_id AND two.student_id = pair.b
        WHERE one.student_id = pair.a AND one.marked_at > ${since}
          AND one.method <> 'manual' AND two.method <> 'manual'
        ORDER BY one.marked_at DESC LIMIT ${latest}
      ) AS together
    ) AS past
    WHERE past.near >= ${sessions}::int`;
  if (pairs.length === 0) return [];
  const rows = await tx.$queryRaw<Row[]>`
    SELECT pair.a, pair.b, one.is_near AS "isNear", crowd.chance,
      array_remove(ARRAY[one.attempt_id, one.other_attempt], NULL) AS attempts
    FROM unnest(${pairs.map(({ a }) => a)}::uuid[], ${pairs.map(({ b }) => b)}::uuid[]) AS pair (a, b)
    CROSS JOIN LATERAL (
      SELECT one.session_id, one.marked_at, one.attempt_id, two.attempt_id AS other_attempt,
        abs(extract(epoch FROM one.marked_at - two.marked_at)) <= ${seconds}::float8 AS is_near
      FROM attendance_records AS one
      JOIN attendance_records AS two ON two.session_id = one.session_id AND two.student_id = pair.b
      WHERE one.student_id = pair.a AND one.marked_at > ${since} AND one.method <> 'manual' AND two.method <> 'manual'
      ORDER BY one.marked_at DESC LIMIT ${latest}
    ) AS one
    CROSS JOIN LATERAL (
      SELECT coalesce(avg((abs(extract(epoch FROM other.marked_at - one.marked_at)) <= ${seconds}::float8)::int), 0)::float8
        AS chance
      FROM attendance_records AS other
      WHERE other.session_id = one.session_id AND other.student_id NOT IN (pair.a, pair.b) AND other.method <> 'manual'
    ) AS crowd`;
  return [...Map.groupBy(rows, ({ a, b }) => `${a}:${b}`)].flatMap(([key, together]) => {
    const finding = decideLockstep(together);
    return finding
      ? {
          ...finding,
          kind: 'unusual_attendance' as const,
          key: `lockstep:${key}`,
          people: key.split(':'),
          attempts: together.filter(({ isNear }) => isNear).flatMap((one) => one.attempts),
        }
      : [];
  });
}

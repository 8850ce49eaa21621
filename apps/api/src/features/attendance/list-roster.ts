import { RefusalWhy } from '@hadir/contract/reasons.ts';
import type { RosterItem } from '@hadir/contract/sessions.ts';
import type { Tx } from '#db.ts';
import { waitingHours } from '#features/enrolment/decide-device-key.ts';
import { findReplacedKeys } from '#features/enrolment/find-replaced-keys.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { statusSql } from './status-sql.ts';

type Row = {
  id: string;
  name: string;
  face: RosterItem['student']['face'];
  is_face_off: boolean;
  record_id: string;
  status: NonNullable<RosterItem['record']>['status'] | null;
  state: NonNullable<RosterItem['record']>['state'];
  method: NonNullable<RosterItem['record']>['method'];
  marked_at: Date;
  captured_at: Date | null;
  review_reasons: NonNullable<RosterItem['record']>['review_reasons'];
  standing: RosterItem['standing'];
  decided_by: string | null;
  template_id: string | null;
  refusal_reason: string | null;
  refusal_why: string | null;
  refusal_at: Date;
  key_id: string | null;
  key_label: string;
  key_origin: NonNullable<RosterItem['waiting_key']>['origin'];
  key_created_at: Date;
  key_device_hash: string;
};

/**
 * Students of a session's course, and those who have a mark without being there any more, by name, each with mark,
 * last refusal and waiting phone: one statement, and one more where phones wait.
 * @param studentIds only these; null gives all
 */
export async function listRoster(
  tx: Tx,
  session: { id: string; course: { id: string } },
  studentIds: readonly string[] | null,
  now: Date,
): Promise<RosterItem[]> {
  const waitingSince = new Date(now.getTime() - waitingHours * 3_600_000);
  const only = studentIds === null ? Prisma.empty : Prisma.sql`AND student.id = ANY (${[...studentIds]}::uuid[])`;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT student.id, student.name, coalesce(template.state::text, 'none') AS face,
      EXISTS (
        SELECT FROM face_trials WHERE person_id = student.id AND off_at IS NOT NULL
      ) AS is_face_off,
      record.id AS record_id, record.status::text, record.state::text, record.method::text, record.marked_at,
      record.captured_at, record.review_reasons, ${statusSql(now)} AS standing,
      record.template_id, decider.name AS decided_by, refusal.reason AS refusal_reason,
      refusal.why AS refusal_why, refusal.created_at AS refusal_at,
      key.id AS key_id, key.label AS key_label, key.origin::text AS key_origin, key.created_at AS key_created_at,
      key.device_hash AS key_device_hash
    FROM (
      SELECT student_id FROM enrollments WHERE course_id = ${session.course.id}::uuid
      UNION SELECT student_id FROM attendance_records WHERE session_id = ${session.id}::uuid
    ) AS listed
    JOIN people AS student ON student.id = listed.student_id ${only}
    JOIN class_sessions AS session ON session.id = ${session.id}::uuid
    LEFT JOIN enrollments AS enrollment
      ON enrollment.course_id = session.course_id AND enrollment.student_id = student.id
    LEFT JOIN face_templates AS template ON template.person_id = student.id
    LEFT JOIN attendance_records AS record ON record.session_id = ${session.id}::uuid AND record.student_id = student.id
    LEFT JOIN people AS decider ON decider.id = record.decided_by_id
    LEFT JOIN (
      SELECT DISTINCT ON (student_id) student_id, reason, created_at,
        coalesce(failed.detail ->> 'why', failed.detail ->> 'zone') AS why
      FROM attendance_attempts
      -- The checks are kept in the order in which they give the reason.
      CROSS JOIN LATERAL (
        SELECT jsonb_path_query_first(checks, '$[*] ? (@.outcome == "failed").detail') AS detail
      ) AS failed
      WHERE session_id = ${session.id}::uuid AND NOT success AND reason <> 'Duplicate mark'
      ORDER BY student_id, created_at DESC, id DESC
    ) AS refusal ON refusal.student_id = student.id
    LEFT JOIN LATERAL (
      SELECT id, label, origin, created_at, device_hash FROM device_keys
      WHERE person_id = student.id AND state = 'pending' AND created_at > ${waitingSince}
      ORDER BY created_at DESC, id DESC LIMIT 1
    ) AS key ON true
    -- Who has left the school stands on no roster that began afterwards, and keeps the marks they have.
    WHERE student.is_active OR student.deactivated_at > session.starts_at OR record.id IS NOT NULL
    ORDER BY student.name, student.id`;
  const waiting = rows.flatMap(({ id: personId, key_id, key_device_hash: deviceHash, key_origin: origin }) =>
    key_id === null ? [] : [{ id: key_id, personId, deviceHash, origin }],
  );
  const replaced = await findReplacedKeys(tx, waiting);
  return rows.map((row) => toItem(row, replaced));
}

function toItem(row: Row, replaced: ReadonlyMap<string, string>): RosterItem {
  return {
    student: { id: row.id, name: row.name, face: row.face, is_face_off: row.is_face_off },
    standing: row.standing,
    record:
      row.status === null
        ? null
        : {
            id: row.record_id,
            status: row.status,
            state: row.state,
            method: row.method,
            marked_at: row.marked_at.toISOString(),
            captured_at: row.captured_at?.toISOString() ?? null,
            review_reasons: row.review_reasons,
            decided_by: row.decided_by,
            template_id: row.template_id,
          },
    last_refusal:
      row.refusal_reason === null
        ? null
        : { reason: row.refusal_reason, why: readWhy(row.refusal_why), at: row.refusal_at.toISOString() },
    waiting_key:
      row.key_id === null
        ? null
        : {
            id: row.key_id,
            label: row.key_label,
            origin: row.key_origin,
            created_at: row.key_created_at.toISOString(),
            replaces: replaced.get(row.key_id) ?? null,
          },
  };
}

/** The first of several words; null for one that is not for staff to read. */
function readWhy(words: string | null): RefusalWhy | null {
  return RefusalWhy.safeParse(words?.split(' ')[0]).data ?? null;
}

import type { ImportedRow } from '@hadir/contract/imports.ts';
import type { Tx } from '#db.ts';

export type Why = NonNullable<ImportedRow['kept_because']>;

type Used = { id: string; why: Why };

/** Why people that an import made cannot go: what they have done or been given since, the weightiest reason. */
export async function findUsesOfPeople(tx: Tx, schoolId: string, ids: readonly string[]): Promise<Map<string, Why>> {
  return asMap(
    await tx.$queryRaw<Used[]>`
      SELECT person.id, CASE
        WHEN EXISTS (SELECT FROM attendance_records WHERE student_id = person.id)
          OR EXISTS (SELECT FROM attendance_attempts WHERE student_id = person.id)
          OR EXISTS (SELECT FROM correction_requests WHERE student_id = person.id) THEN 'has_marks'
        WHEN EXISTS (SELECT FROM face_templates WHERE person_id = person.id)
          OR EXISTS (SELECT FROM consent_records WHERE person_id = person.id)
          OR EXISTS (SELECT FROM person_photos WHERE person_id = person.id) THEN 'has_face'
        WHEN EXISTS (SELECT FROM device_keys WHERE person_id = person.id) THEN 'has_phone'
        WHEN password_hash IS NOT NULL OR EXISTS (SELECT FROM passkeys WHERE person_id = person.id)
          OR EXISTS (SELECT FROM claim_codes WHERE person_id = person.id) THEN 'has_account'
        WHEN EXISTS (SELECT FROM enrollments WHERE student_id = person.id) THEN 'has_enrollments'
        WHEN EXISTS (SELECT FROM guardians WHERE student_id = person.id)
          OR EXISTS (SELECT FROM guardian_links WHERE person_id = person.id)
          OR EXISTS (SELECT FROM twin_pairs WHERE person_a_id = person.id OR person_b_id = person.id)
          THEN 'changed_since'
        END AS why
      FROM people AS person WHERE school_id = ${schoolId}::uuid AND id = ANY(${ids}::uuid[])`,
  );
}

/** Why courses that an import made cannot go. */
export async function findUsesOfCourses(tx: Tx, schoolId: string, ids: readonly string[]): Promise<Map<string, Why>> {
  return asMap(
    await tx.$queryRaw<Used[]>`
      SELECT course.id, CASE
        WHEN EXISTS (SELECT FROM class_sessions WHERE course_id = course.id)
          OR EXISTS (SELECT FROM timetable_rules WHERE course_id = course.id) THEN 'has_sessions'
        WHEN EXISTS (SELECT FROM enrollments WHERE course_id = course.id) THEN 'has_enrollments'
        END AS why
      FROM courses AS course WHERE school_id = ${schoolId}::uuid AND id = ANY(${ids}::uuid[])`,
  );
}

/** Enrollments, by id, whose student has marked in a session of the course. */
export async function findUsesOfEnrollments(
  tx: Tx,
  schoolId: string,
  ids: readonly string[],
): Promise<Map<string, Why>> {
  return asMap(
    await tx.$queryRaw<Used[]>`
      SELECT own.id, 'has_marks' AS why FROM enrollments AS own
      WHERE school_id = ${schoolId}::uuid AND id = ANY(${ids}::uuid[]) AND (
        EXISTS (SELECT FROM attendance_records AS record JOIN class_sessions AS held ON held.id = record.session_id
          WHERE record.student_id = own.student_id AND held.course_id = own.course_id)
        OR EXISTS (SELECT FROM attendance_attempts AS attempt JOIN class_sessions AS held ON held.id = attempt.session_id
          WHERE attempt.student_id = own.student_id AND held.course_id = own.course_id))`,
  );
}

function asMap(rows: readonly { id: string; why: Why | null }[]): Map<string, Why> {
  return new Map(rows.flatMap(({ id, why }) => (why === null ? [] : [[id, why] as const])));
}

import type { Tx } from '#db.ts';

/**
 * Students of each course without those who were deactivated. Written so that the few who are not counted are looked
 * up, and not everybody who is.
 */
export async function countStudents(tx: Tx, courseIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const counts = await tx.$queryRaw<{ id: string; students: number }[]>`
    SELECT course_id AS id, count(*)::int AS students FROM enrollments
    WHERE course_id = ANY(${courseIds}::uuid[])
      AND NOT EXISTS (SELECT FROM people WHERE people.id = enrollments.student_id AND NOT people.is_active)
    GROUP BY course_id`;
  return new Map(counts.map(({ id, students }) => [id, students]));
}

import { z } from 'zod';
import type { Tx } from '#db.ts';
import { CourseValues } from './subject-values.ts';

const Found = CourseValues.extend({
  id: z.string(),
  is_archived: z.boolean(),
  teacher_email: z.string().nullable(),
});
export type FoundCourse = z.infer<typeof Found>;

/** Courses of the school with one of these codes, whatever the case. */
export async function findCourses(tx: Tx, schoolId: string, codes: readonly string[]): Promise<FoundCourse[]> {
  const wanted = codes.map((code) => code.toLowerCase());
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT course.id, code, title, section, teacher_id, archived_at IS NOT NULL AS is_archived,
      teacher.email AS teacher_email
    FROM courses AS course JOIN people AS teacher ON teacher.id = teacher_id
    WHERE course.school_id = ${schoolId}::uuid AND lower(code) = ANY(${wanted}::text[])`;
  return rows.map((row) => Found.parse(row));
}

/** What a course is known by: written in another case it is the same. */
export function courseKey({
  code,
  section,
  teacher_id,
}: {
  code: string;
  section: string;
  teacher_id: string;
}): string {
  return [code.toLowerCase(), section.toLowerCase(), teacher_id].join('\n');
}

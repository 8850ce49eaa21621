import { uuidV7 } from '#http/uuid-v7.ts';
import { type JudgedRow, judgedRow, rowBefore, type Scope } from './judged-row.ts';
import { courseKey, findCourses } from './load-courses.ts';
import { findPeople } from './load-students.ts';
import { mapInSlices } from './map-in-slices.ts';
import { needField, readEmail, readLine } from './read-fields.ts';
import { noteProblem, type ReadRow } from './read-rows.ts';
import type { Write } from './subject-values.ts';

/** As the contract's `createCourse` has them. */
const characters = { code: 30, title: 120, section: 30 } as const;

/** Courses by code, section and teacher; only the title of a known one can change. */
export async function judgeCourses(scope: Scope, rows: readonly ReadRow[]): Promise<JudgedRow[]> {
  const { tx, schoolId, now, problems } = scope;
  const read = await mapInSlices(rows, (row) => ({
    row,
    code: needField(scope, row, 'code', 'too_long', readLine(characters.code)),
    title: needField(scope, row, 'title', 'too_long', readLine(characters.title)),
    section: needField(scope, row, 'section', 'too_long', readLine(characters.section)),
    email: needField(scope, row, 'teacher_email', 'bad_email', readEmail),
  }));
  const people = await findPeople(
    tx,
    schoolId,
    [],
    read.flatMap(({ email }) => email ?? []),
  );
  const teachers = new Map(
    people.flatMap((one) => {
      const isTeacher = one.school_id === schoolId && ['teacher', 'admin'].includes(one.role) && one.is_active;
      return isTeacher ? [[one.email, one.id]] : [];
    }),
  );
  const known = new Map(
    (
      await findCourses(
        tx,
        schoolId,
        read.flatMap(({ code }) => code ?? []),
      )
    ).map((course) => [courseKey(course), course]),
  );
  const seen = new Map<string, number>();
  const judged = read.map(({ row, code, title, section, email }) => {
    const writes: Write[] = [];
    const teacherId = teachers.get(email) ?? null;
    if (email !== null && teacherId === null) noteProblem(problems, row, 'teacher_email', 'unknown_teacher');
    if (code === null || title === null || section === null || teacherId === null) return judgedRow(row.row, writes);
    const key = courseKey({ code, section, teacher_id: teacherId });
    const same = rowBefore(seen, key, row.row);
    if (same !== null) noteProblem(problems, row, 'code', 'twice', same);
    const course = known.get(key);
    if (course?.is_archived) noteProblem(problems, row, 'code', 'archived_course');
    const before = course
      ? { code: course.code, title: course.title, section: course.section, teacher_id: teacherId }
      : null;
    const after = { ...(before ?? { code, section, teacher_id: teacherId }), title };
    writes.push({ row: row.row, type: 'course', id: course?.id ?? uuidV7(now), before, after });
    return judgedRow(row.row, writes);
  });
  const wrong = new Set(problems.map(({ row }) => row));
  return judged.filter(({ row }) => !wrong.has(row));
}

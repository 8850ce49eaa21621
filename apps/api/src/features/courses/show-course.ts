import type { Course as CourseOnWire } from '@hadir/contract/courses.ts';
import type { Tx } from '#db.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { countStudents } from './count-students.ts';

/** Courses as the wire has them, by code and section. */
export async function showCourses(tx: Tx, where: Prisma.CourseWhereInput): Promise<CourseOnWire[]> {
  const rows = await tx.course.findMany({
    where,
    orderBy: [{ code: 'asc' }, { section: 'asc' }, { id: 'asc' }],
    select: {
      ...{ id: true, code: true, title: true, section: true, archivedAt: true, graceMin: true },
      teacher: { select: { id: true, name: true } },
    },
  });
  const students = await countStudents(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map(({ archivedAt, graceMin, ...course }) => ({
    ...course,
    students: students.get(course.id) ?? 0,
    is_archived: archivedAt !== null,
    grace_min: graceMin,
  }));
}

export async function showCourse(tx: Tx, id: string): Promise<CourseOnWire> {
  const [course] = await showCourses(tx, { id });
  if (!course) throw new Error(`There is no course ${id}.`);
  return course;
}

import type { Course as CourseOnWire } from '@hadir/contract/courses.ts';
import type { Tx } from '#db.ts';
import type { Prisma } from '#generated/prisma/client.ts';

export const courseFacts = {
  id: true,
  code: true,
  title: true,
  section: true,
  archivedAt: true,
  graceMin: true,
  teacher: { select: { id: true, name: true } },
  _count: { select: { enrollments: { where: { student: { isActive: true } } } } },
} as const satisfies Prisma.CourseSelect;

export function courseOnWire(course: Prisma.CourseGetPayload<{ select: typeof courseFacts }>): CourseOnWire {
  const { id, code, title, section, teacher } = course;
  return {
    id,
    code,
    title,
    section,
    teacher,
    students: course._count.enrollments,
    is_archived: course.archivedAt !== null,
    grace_min: course.graceMin,
  };
}

export async function showCourse(tx: Tx, id: string): Promise<CourseOnWire> {
  return courseOnWire(await tx.course.findUniqueOrThrow({ where: { id }, select: courseFacts }));
}

import type { listTimetableRules as endpoint } from '@hadir/contract/timetable.ts';
import { z } from 'zod';
import { getCourse, ownCourses } from '#features/courses/get-course.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { readCursor, writeCursor } from '#http/cursor.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { ruleFacts, ruleOnWire } from './show-rule.ts';

const perPage = 50;

type Filter = z.output<(typeof endpoint)['query']>;

/**
 * Rules that have not been ended, newest first: a teacher's own courses, else the school's.
 * @throws AppError not_found for an unknown course
 */
export async function listTimetableRules(
  context: Pick<Context, 'db'>,
  reader: SignedIn,
  { search, course_id, cursor }: Filter,
): Promise<z.input<(typeof endpoint)['reply']>> {
  const before = readCursor(cursor, z.uuid());
  if (course_id !== undefined) await getCourse(context.db, reader, course_id);
  const rows = await context.db.timetableRule.findMany({
    where: {
      ...{ schoolId: reader.schoolId, archivedAt: null, course: ownCourses(reader) },
      ...(course_id !== undefined && { courseId: course_id }),
      ...(before !== null && { id: { lt: before } }),
      ...(search && { OR: matching(search) }),
    },
    orderBy: { id: 'desc' },
    take: perPage + 1,
    select: ruleFacts,
  });
  const items = rows.slice(0, perPage);
  const last = items.at(-1);
  return {
    items: items.map(ruleOnWire),
    per_page: perPage,
    next_cursor: rows.length > perPage && last ? writeCursor(last.id) : null,
  };
}

function matching(search: string): Prisma.TimetableRuleWhereInput[] {
  // Prisma passes LIKE's wildcards through.
  const contains = { contains: search.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } as const;
  return [{ title: contains }, { room: contains }, { course: { OR: [{ code: contains }, { title: contains }] } }];
}

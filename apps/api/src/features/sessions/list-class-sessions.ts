import type { ClassSession as ClassSessionOnWire, listClassSessions as endpoint } from '@hadir/contract/sessions.ts';
import type { z } from 'zod';
import { dayInZone } from '#features/timetable/calendar-day.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { toInstant } from '#http/instant.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { knowCourse } from './know-course.ts';
import { ownSessions } from './own-sessions.ts';
import { sessionFacts, sessionOnWire } from './show-session.ts';

const widestMs = 400 * 24 * 3600 * 1000;
const most = 2000;

type Filter = z.output<(typeof endpoint)['query']>;

/**
 * Class sessions that touch a stretch of time, today in the school's zone unless said otherwise.
 * @throws AppError invalid_request for a stretch that ends before it begins or is wider than 400 days, not_found for an
 * unknown course
 */
export async function listClassSessions(
  context: Context,
  reader: SignedIn,
  filter: Filter,
): Promise<ClassSessionOnWire[]> {
  const now = context.now();
  const { from, to } = await stretch(context, reader, filter, now);
  if (filter.course_id !== undefined) await knowCourse(context.db, reader, filter.course_id);
  const rows = await context.db.classSession.findMany({
    where: {
      ...ownSessions(reader),
      startsAt: { lt: to },
      endsAt: { gt: from },
      ...(filter.course_id !== undefined && { courseId: filter.course_id }),
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: most,
    select: sessionFacts,
  });
  return rows.map((row) => sessionOnWire(row, now));
}

async function stretch(context: Context, reader: SignedIn, filter: Filter, now: Date) {
  const { timeZone } = await context.db.school.findUniqueOrThrow({
    where: { id: reader.schoolId },
    select: { timeZone: true },
  });
  const today = dayInZone(now, timeZone);
  const from = filter.from === undefined ? today.from : toInstant(filter.from, 'from');
  const to =
    filter.to === undefined ? new Date(Math.max(today.to.getTime(), from.getTime() + 1)) : toInstant(filter.to, 'to');
  if (to <= from || to.getTime() - from.getTime() > widestMs) {
    throw new AppError('invalid_request', 'That stretch of time is not usable.', {
      fields: [{ path: 'to', message: 'must be after from and within 400 days of it' }],
    });
  }
  return { from, to };
}

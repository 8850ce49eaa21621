import type { CalendarItem, getTimetable as endpoint } from '@hadir/contract/timetable.ts';
import type { z } from 'zod';
import type { Tx } from '#db.ts';
import { ownCourses } from '#features/courses/get-course.ts';
import { addDays, type CalendarDay, instantAt, toColumn } from '#features/timetable/calendar-day.ts';
import { holidayOnWire } from '#features/timetable/list-holidays.ts';
import { daysBetween, occurrenceOn } from '#features/timetable/list-occurrences.ts';
import { loadCalendar, loadRules, type PlannedRule } from '#features/timetable/load-rules.ts';
import { matchAmong, type Span } from '#features/timetable/match-collisions.ts';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { knowCourse } from './know-course.ts';
import { ownSessions } from './own-sessions.ts';
import { plannedItem, sessionItem } from './show-calendar-item.ts';
import { sessionFacts } from './show-session.ts';

/** With more courses than this nobody reads a week: one is chosen first. */
const coursesAtMost = 100;

type Asked = z.output<(typeof endpoint)['query']>;
type Reply = z.input<(typeof endpoint)['reply']>;

/**
 * The classes between two days: sessions that exist, and what the timetable gives beyond those that are made.
 * @throws AppError not_found for an unknown course
 */
export async function getTimetable(context: Context, reader: SignedIn, asked: Asked): Promise<Reply> {
  const { db } = context;
  if (asked.course_id !== undefined) await knowCourse(db, reader, asked.course_id);
  const now = context.now();
  const { schoolId } = reader;
  const { from_on: first, to_on: last } = asked;
  const calendar = await loadCalendar(db, schoolId);
  const { zone } = calendar;
  const [from, to] = [instantAt(first, '00:00', zone), instantAt(addDays(last, 1), '00:00', zone)];
  const courses = await findCourses(db, reader, asked, { from, to });
  const courseIds = courses.ids.slice(0, coursesAtMost);
  const rules = await loadRules(db, schoolId, { AND: [{ courseId: { in: courseIds } }, { OR: within(first, last) }] });
  const sessions = await db.classSession.findMany({
    where: { ...ownSessions(reader), courseId: { in: courseIds }, startsAt: { lt: to }, endsAt: { gt: from } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    select: sessionFacts,
  });
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  const owned = new Set(courses.own);
  const planned = rules
    .filter(({ courseId }) => owned.has(courseId))
    .flatMap((rule) =>
      daysBetween(rule, first, last).map((day) => ({ rule, day, at: occurrenceOn(rule, day, calendar) })),
    )
    .flatMap(({ at, ...rest }) =>
      at && at.startsAt < to && at.endsAt > from && at.endsAt > now ? [{ ...rest, at }] : [],
    )
    .filter(({ at }) => at.kind !== 'holiday');
  const made = await findMade(db, planned);
  const places = await findPlaces(
    db,
    planned.map(({ at }) => at.placeId),
  );
  const items = [
    ...sessions.map((session) => sessionItem(session, ruleOf.get(session.ruleId ?? '') ?? null, now)),
    ...planned.flatMap(({ rule, day, at }) =>
      made.has(`${rule.id} ${day}`) ? [] : [plannedItem(rule, day, at, places)],
    ),
  ].toSorted((a, b) => a.starts_at.localeCompare(b.starts_at) || a.course.code.localeCompare(b.course.code));
  const holidays = await db.holiday.findMany({
    where: { schoolId, startsOn: { lte: toColumn(last) }, endsOn: { gte: toColumn(first) } },
    orderBy: [{ startsOn: 'asc' }, { id: 'asc' }],
  });
  return {
    time_zone: zone,
    items: withCollisions(items),
    holidays: holidays.map(holidayOnWire),
    is_cut: courses.ids.length > coursesAtMost,
  };
}

/** Rules that may give a class between two days, or have had one moved there. */
function within(first: CalendarDay, last: CalendarDay) {
  const moved = { movedToOn: { gte: toColumn(first), lte: toColumn(last) } };
  return [{ startsOn: { lte: toColumn(last) }, endsOn: { gte: toColumn(first) } }, { exceptions: { some: moved } }];
}

/** Courses by code that have something between the days, one too many to see that there are more; which of them are own. */
async function findCourses(db: Tx, reader: SignedIn, asked: Asked, { from, to }: { from: Date; to: Date }) {
  const held = { ...ownSessions(reader), startsAt: { lt: to }, endsAt: { gt: from } };
  const rows = await db.course.findMany({
    where: {
      ...{ schoolId: reader.schoolId, archivedAt: null },
      ...(asked.course_id !== undefined && { id: asked.course_id }),
      OR: [
        {
          ...ownCourses(reader),
          timetable: { some: { archivedAt: null, OR: within(asked.from_on, asked.to_on) } },
        },
        { sessions: { some: held } },
      ],
    },
    orderBy: [{ code: 'asc' }, { id: 'asc' }],
    take: coursesAtMost + 1,
    select: { id: true, teacherId: true },
  });
  const isOwn = (teacherId: string) => reader.role !== 'teacher' || teacherId === reader.id;
  return {
    ids: rows.map(({ id }) => id),
    own: rows.flatMap(({ id, teacherId }) => (isOwn(teacherId) ? [id] : [])),
  };
}

/** Which of these have a session already, wherever it was moved by hand. */
async function findMade(db: Tx, planned: readonly { rule: PlannedRule; day: CalendarDay }[]): Promise<Set<string>> {
  const days = [...new Set(planned.map(({ day }) => day))].map(toColumn);
  const ruleId = { in: [...new Set(planned.map(({ rule }) => rule.id))] };
  const rows = await db.classSession.findMany({
    where: { ruleId, occursOn: { in: days } },
    select: { ruleId: true, occursOn: true },
  });
  return new Set(rows.map((row) => `${row.ruleId} ${row.occursOn?.toISOString().slice(0, 10)}`));
}

async function findPlaces(db: Tx, ids: readonly (string | null)[]) {
  const known = [...new Set(ids.flatMap((id) => id ?? []))];
  const rows = await db.place.findMany({ where: { id: { in: known } }, select: { id: true, name: true } });
  return new Map(rows.map((place) => [place.id, place]));
}

function withCollisions(items: readonly Omit<CalendarItem, 'collides'>[]): CalendarItem[] {
  const held = items.filter(({ phase }) => phase === 'planned' || phase === 'open');
  const found = matchAmong(held.map(toSpan));
  const collides = new Map(held.map((item, index) => [item, found[index] ?? []]));
  return items.map((item) => ({ ...item, collides: collides.get(item) ?? [] }));
}

function toSpan({ starts_at, ends_at, course, room, place }: Omit<CalendarItem, 'collides'>): Span {
  const times = { startsAt: new Date(starts_at), endsAt: new Date(ends_at) };
  return { ...times, teacherId: course.teacher.id, room, placeId: place?.id ?? null };
}

import type { Collision } from '@hadir/contract/timetable.ts';
import type { Tx } from '#db.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { addDays, type CalendarDay, dayAt, toColumn } from './calendar-day.ts';
import { type Calendar, daysBetween, occurrenceOn } from './list-occurrences.ts';
import { loadCalendar, loadRules, type PlannedRule } from './load-rules.ts';
import { type CollisionKind, matchSpans, type Span } from './match-collisions.ts';

const daysLooked = 60;
/** More others than this in the same room or with the same teacher are told by their first ones. */
const othersLooked = 100;

/**
 * What of the next 60 days is in the same room as this rule's classes, or has the same teacher meanwhile.
 * @param only one day of the rule; all of them unless given
 */
export async function findCollisions(
  tx: Tx,
  schoolId: string,
  ruleId: string,
  now: Date,
  only?: CalendarDay,
): Promise<Collision[]> {
  const calendar = await loadCalendar(tx, schoolId);
  const [rule] = await loadRules(tx, schoolId, { id: ruleId });
  if (!rule) return [];
  const today = dayAt(now, calendar.zone);
  const first = rule.startsOn > today ? rule.startsOn : today;
  const last = addDays(first, daysLooked);
  const own = only ? spansOn(rule, [only], calendar, now) : spansBetween(rule, first, last, calendar, now);
  const from = new Date(Math.min(...own.map(({ startsAt }) => +startsAt)));
  const to = new Date(Math.max(...own.map(({ endsAt }) => +endsAt)));
  if (own.length === 0) return [];
  const [firstDay, lastDay] = [dayAt(from, calendar.zone), dayAt(to, calendar.zone)];
  const rooms = [...new Set(own.map(({ room }) => room.trim()).filter((room) => room !== ''))];
  const others = await loadRules(
    tx,
    schoolId,
    {
      ...{ id: { not: ruleId }, archivedAt: null },
      ...{ startsOn: { lte: toColumn(addDays(lastDay, 7)) }, endsOn: { gte: toColumn(addDays(firstDay, -7)) } },
      OR: [{ course: { teacherId: rule.course.teacher.id } }, isIn(rooms), { exceptions: { some: isIn(rooms) } }],
    },
    othersLooked,
  );
  const byHand = await tx.classSession.findMany({
    where: {
      ...{ schoolId, ruleId: null, cancelledAt: null, closedAt: null, startsAt: { lt: to }, endsAt: { gt: from } },
      OR: [{ course: { teacherId: rule.course.teacher.id } }, isIn(rooms)],
    },
    take: othersLooked,
    include: { course: { select: { code: true, teacherId: true } } },
  });
  return [
    ...others.flatMap((other) =>
      tell(own, spansBetween(other, firstDay, lastDay, calendar, now), {
        course_code: other.course.code,
        title: other.title,
      }),
    ),
    ...byHand.flatMap(({ course, ...session }) =>
      tell(own, [{ ...session, teacherId: course.teacherId }], { course_code: course.code, title: session.title }),
    ),
  ].toSorted((a, b) => a.first_at.localeCompare(b.first_at));
}

function isIn(rooms: readonly string[]): { OR: { room: Prisma.StringFilter }[] } {
  // Prisma passes LIKE's wildcards through.
  const escaped = rooms.map((room) => room.replace(/[\\%_]/g, '\\$&'));
  return { OR: escaped.map((room) => ({ room: { equals: room, mode: 'insensitive' } })) };
}

function spansBetween(rule: PlannedRule, first: CalendarDay, last: CalendarDay, calendar: Calendar, now: Date): Span[] {
  return spansOn(rule, daysBetween(rule, first, last), calendar, now);
}

function spansOn(rule: PlannedRule, days: readonly CalendarDay[], calendar: Calendar, now: Date): Span[] {
  return days.flatMap((day) => {
    const occurrence = occurrenceOn(rule, day, calendar);
    const isAhead = occurrence?.kind === 'held' && occurrence.endsAt > now;
    return isAhead ? [{ ...occurrence, teacherId: rule.course.teacher.id }] : [];
  });
}

function tell(
  own: readonly Span[],
  others: readonly Span[],
  other: { course_code: string; title: string },
): Collision[] {
  const found: Record<CollisionKind, Date[]> = { room: [], teacher: [] };
  for (const one of own) {
    for (const second of others) {
      for (const kind of matchSpans(one, second)) {
        found[kind].push(one.startsAt > second.startsAt ? one.startsAt : second.startsAt);
      }
    }
  }
  return (['room', 'teacher'] as const).flatMap((kind) => {
    const [first] = found[kind].toSorted((a, b) => +a - +b);
    return first ? [{ kind, ...other, first_at: first.toISOString(), count: found[kind].length }] : [];
  });
}

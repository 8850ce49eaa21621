import type { Tx } from '#db.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { type CalendarDay, fromColumn } from './calendar-day.ts';
import type { Exception, HolidayRange, Rule } from './decide-occurrence.ts';
import { rememberRuleDays } from './list-rule-days.ts';
import { ruleFacts } from './show-rule.ts';

const plannedFacts = {
  ...ruleFacts,
  courseId: true,
  archivedAt: true,
  exceptions: true,
  course: { select: { ...ruleFacts.course.select, archivedAt: true } },
} as const satisfies Prisma.TimetableRuleSelect;

type Row = Prisma.TimetableRuleGetPayload<{ select: typeof plannedFacts }>;

/** A rule with everything that says what it gives. */
export type PlannedRule = Omit<Row, keyof Rule | 'exceptions'> &
  Rule & {
    /** It has ended, or its course is archived: it gives nothing any more. */
    isOver: boolean;
    exceptions: ReadonlyMap<CalendarDay, Exception>;
    /** Whether the rule gives this day. */
    hasDay: (day: CalendarDay) => boolean;
  };

/** Rules of a school, in order of time of day. */
export async function loadRules(
  tx: Tx,
  schoolId: string,
  where: Prisma.TimetableRuleWhereInput,
  most?: number,
): Promise<PlannedRule[]> {
  const rows = await tx.timetableRule.findMany({
    where: { AND: [{ schoolId }, where] },
    orderBy: [{ startsAtTime: 'asc' }, { id: 'asc' }],
    ...(most !== undefined && { take: most }),
    select: plannedFacts,
  });
  return rows.map((row) => ({
    ...row,
    ...daysOf(row),
    hasDay: rememberRuleDays({ weekdays: row.weekdays, everyWeeks: row.everyWeeks, ...daysOf(row) }),
    isOver: row.archivedAt !== null || row.course.archivedAt !== null,
    exceptions: new Map(
      row.exceptions.map((exception) => [
        fromColumn(exception.occursOn),
        { ...exception, movedToOn: exception.movedToOn && fromColumn(exception.movedToOn) },
      ]),
    ),
  }));
}

const daysOf = ({ startsOn, endsOn }: Row) => ({ startsOn: fromColumn(startsOn), endsOn: fromColumn(endsOn) });

/** Zone and holidays of a school. */
export async function loadCalendar(tx: Tx, schoolId: string): Promise<{ zone: string; holidays: HolidayRange[] }> {
  const { timeZone } = await tx.school.findUniqueOrThrow({ where: { id: schoolId }, select: { timeZone: true } });
  const holidays = await tx.holiday.findMany({ where: { schoolId }, orderBy: [{ startsOn: 'asc' }, { id: 'asc' }] });
  return {
    zone: timeZone,
    holidays: holidays.map(({ name, startsOn, endsOn }) => ({
      name,
      startsOn: fromColumn(startsOn),
      endsOn: fromColumn(endsOn),
    })),
  };
}

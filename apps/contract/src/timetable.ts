import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Done, Id, IdParams, Instant, line } from './field.ts';
import { SessionPhase } from './sessions.ts';

/** A calendar day of the school's zone. */
export const SchoolDay = z.iso.date().regex(/^(19[7-9]\d|20\d\d|21\d\d)-/, 'must lie between 1970 and 2199');

/** Wall-clock time of the school's zone. */
const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM');

/** Minutes. */
const Duration = z.number().int().min(5).max(720);

/** ISO: 1 is Monday. */
const Weekdays = z
  .array(z.number().int().min(1).max(7))
  .min(1)
  .max(7)
  .refine((days) => new Set(days).size === days.length, 'must name each day once');

/** From the first day of a class that comes again, or of a holiday, to its last. */
export const longestTermDays = 800;
const dayMs = 86_400_000;
const Reason = line(3, 200);

const Who = z.object({ id: Id, name: z.string() });
const CourseOfTimetable = z.object({ id: Id, code: z.string(), title: z.string(), section: z.string(), teacher: Who });

export const TimetableRule = z.object({
  id: Id,
  course: CourseOfTimetable,
  place: z.object({ id: Id, name: z.string() }).nullable(),
  title: z.string(),
  room: z.string(),
  weekdays: Weekdays,
  every_weeks: z.number().int(),
  starts_at_time: z.string(),
  duration_min: z.number().int(),
  starts_on: SchoolDay,
  ends_on: SchoolDay,
  opens_itself: z.boolean(),
});
export type TimetableRule = z.infer<typeof TimetableRule>;

/** What is at the same time in the same room or with the same teacher; it is told and not refused. */
export const Collision = z.object({
  kind: z.enum(['room', 'teacher']),
  /** The other class. */
  course_code: z.string(),
  title: z.string(),
  first_at: Instant,
  /** How often within the next 60 days. */
  count: z.number().int(),
});
export type Collision = z.infer<typeof Collision>;

const ruleFields = {
  place_id: Id.nullable(),
  title: line(1, 120),
  room: line(0, 60),
  weekdays: Weekdays,
  every_weeks: z.number().int().min(1).max(8),
  starts_at_time: WallTime,
  duration_min: Duration,
  starts_on: SchoolDay,
  ends_on: SchoolDay,
  opens_itself: z.boolean(),
};

/** Both days given, the last is not before the first and at most 800 days later. */
function isTerm({ starts_on, ends_on }: { starts_on?: string | undefined; ends_on?: string | undefined }): boolean {
  if (starts_on === undefined || ends_on === undefined) return true;
  const days = (Date.parse(ends_on) - Date.parse(starts_on)) / dayMs;
  return days >= 0 && days <= longestTermDays;
}
const termFault = { path: ['ends_on'], message: `must be on or within ${longestTermDays} days after starts_on` };

export const listTimetableRules = endpoint({
  method: 'GET',
  path: '/api/timetable_rules',
  summary: "Classes that come again, 50 a page, newest first; a teacher's are those of own courses",
  access: 'timetable:read',
  query: z.object({
    /** In the course's code or title, the class's title or room. */
    search: z.string().trim().max(100).optional(),
    course_id: Id.optional(),
    cursor: z.string().max(200).optional(),
  }),
  reply: z.object({ items: z.array(TimetableRule), per_page: z.literal(50), next_cursor: z.string().nullable() }),
});

export const createTimetableRule = endpoint({
  method: 'POST',
  path: '/api/timetable_rules',
  summary: 'A class that comes again; its sessions of the next 14 days are made at once, later ones day by day',
  access: 'timetable:write',
  body: z
    .object({
      course_id: Id,
      ...ruleFields,
      place_id: ruleFields.place_id.default(null),
      every_weeks: ruleFields.every_weeks.default(1),
      opens_itself: ruleFields.opens_itself.default(false),
    })
    .refine(isTerm, termFault),
  reply: z.object({ rule: TimetableRule, collisions: z.array(Collision) }),
});

export const updateTimetableRule = endpoint({
  method: 'PATCH',
  path: '/api/timetable_rules/:id',
  summary: 'Change a class that comes again; sessions to come follow, those that were opened or hold marks stay',
  access: 'timetable:write',
  params: IdParams,
  body: z.object(ruleFields).partial().strict().refine(isTerm, termFault),
  reply: z.object({ rule: TimetableRule, collisions: z.array(Collision) }),
});

export const endTimetableRule = endpoint({
  method: 'DELETE',
  path: '/api/timetable_rules/:id',
  summary: 'It comes no more; sessions to come go, those that were opened or hold marks stay',
  access: 'timetable:write',
  params: IdParams,
  reply: Done,
});

/** One day that is not as the rule says; what is not given stays as the rule has it. */
const Exception = z.discriminatedUnion('change', [
  z.object({ occurs_on: SchoolDay, change: z.literal('cancelled'), reason: Reason }).strict(),
  z
    .object({
      occurs_on: SchoolDay,
      change: z.literal('moved'),
      reason: Reason,
      moved_to_on: SchoolDay.optional(),
      starts_at_time: WallTime.optional(),
      duration_min: Duration.optional(),
      room: line(1, 60).optional(),
      place_id: Id.optional(),
    })
    .strict()
    .refine(({ occurs_on: _, change: __, reason: ___, ...moves }) => Object.keys(moves).length > 0, {
      message: 'must change day, time, length, room or place',
    }),
]);

export const putTimetableException = endpoint({
  method: 'POST',
  path: '/api/timetable_rules/:id/exceptions',
  summary: 'Cancel or move one day of a class; a second one for the day replaces the first',
  access: 'occurrences:write',
  params: IdParams,
  body: Exception,
  reply: z.object({ collisions: z.array(Collision) }),
});

export const deleteTimetableException = endpoint({
  method: 'DELETE',
  path: '/api/timetable_rules/:id/exceptions/:on',
  summary: 'That day is as the rule says again',
  access: 'occurrences:write',
  params: IdParams.extend({ on: SchoolDay }),
  reply: Done,
});

export const Holiday = z.object({ id: Id, name: z.string(), starts_on: SchoolDay, ends_on: SchoolDay });
export type Holiday = z.infer<typeof Holiday>;

export const listHolidays = endpoint({
  method: 'GET',
  path: '/api/holidays',
  summary: 'Days without classes, from a year ago on, by day',
  access: 'timetable:read',
  reply: z.object({ items: z.array(Holiday) }),
});

export const createHoliday = endpoint({
  method: 'POST',
  path: '/api/holidays',
  summary: 'Days without classes, both counted; sessions to come that nobody has opened are cancelled',
  access: 'timetable:write',
  body: z
    .object({ name: line(1, 80), starts_on: SchoolDay, ends_on: SchoolDay })
    .refine(({ starts_on, ends_on }) => isTerm({ starts_on, ends_on }), termFault),
  reply: Holiday,
});

export const deleteHoliday = endpoint({
  method: 'DELETE',
  path: '/api/holidays/:id',
  summary: 'The days have their classes again',
  access: 'timetable:write',
  params: IdParams,
  reply: Done,
});

/** One class of the calendar; without a session it is farther away than sessions are made. */
export const CalendarItem = z.object({
  session_id: Id.nullable(),
  /** The rule and its day; null for a class that was planned by hand. */
  rule_id: Id.nullable(),
  occurs_on: SchoolDay.nullable(),
  course: CourseOfTimetable,
  title: z.string(),
  room: z.string(),
  place: z.object({ id: Id, name: z.string() }).nullable(),
  starts_at: Instant,
  ends_at: Instant,
  phase: SessionPhase,
  opens_itself: z.boolean(),
  /** How the day differs from the rule, by hand; null where it does not. */
  change: z.enum(['cancelled', 'moved']).nullable(),
  /** Why it is cancelled or moved. */
  reason: z.string().nullable(),
  /** What else of this calendar is in the same room or has the same teacher meanwhile. */
  collides: z.array(z.enum(['room', 'teacher'])),
});
export type CalendarItem = z.infer<typeof CalendarItem>;

const WIDEST_DAYS = 42;

export const getTimetable = endpoint({
  method: 'GET',
  path: '/api/timetable',
  summary: "Classes from day to day (at most 42 days), a teacher's own, and the holidays among them",
  access: 'timetable:read',
  query: z
    .object({ from_on: SchoolDay, to_on: SchoolDay, course_id: Id.optional() })
    .refine(({ from_on, to_on }) => to_on >= from_on && Date.parse(to_on) - Date.parse(from_on) < WIDEST_DAYS * dayMs, {
      path: ['to_on'],
      message: `must be on or within ${WIDEST_DAYS} days after from_on`,
    }),
  reply: z.object({
    time_zone: z.string(),
    items: z.array(CalendarItem),
    holidays: z.array(Holiday),
    /** More classes than fit: choose a course. */
    is_cut: z.boolean(),
  }),
});

export const listComingSessions = endpoint({
  method: 'GET',
  path: '/api/coming_sessions',
  summary: 'Classes of the student of today and the next seven days that are not over, cancelled ones too',
  access: 'own:read',
  reply: z.object({
    sessions: z.array(
      z.object({
        id: Id,
        title: z.string(),
        course_code: z.string(),
        room: z.string(),
        place: z.object({ id: Id, name: z.string() }).nullable(),
        starts_at: Instant,
        ends_at: Instant,
        is_cancelled: z.boolean(),
        cancel_reason: z.string().nullable(),
      }),
    ),
  }),
});

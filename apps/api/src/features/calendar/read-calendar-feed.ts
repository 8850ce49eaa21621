import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { describeZone } from './describe-zone.ts';
import { hashFeedToken } from './feed-token.ts';

const day = 24 * 3600 * 1000;
const daysBack = 30;
const daysAhead = 183;
const most = 2000;
/** A token of ours is 43 letters. */
const shape = /^[A-Za-z0-9_-]{43}$/;

/**
 * The class sessions of whoever made the address, as an iCalendar file in the school's zone; cancelled ones as such.
 * @throws AppError not_found for an unknown or ended address, and where the account or the school is off
 */
export async function readCalendarFeed(context: Context, token: string): Promise<string> {
  const feed = shape.test(token)
    ? await context.db.calendarFeed.findUnique({
        where: {
          ...{ tokenHash: hashFeedToken(token), endedAt: null },
          ...{ person: { isActive: true }, school: { stoppedAt: null } },
        },
        select: {
          person: { select: { id: true, schoolId: true, role: true } },
          school: { select: { name: true, timeZone: true } },
        },
      })
    : null;
  if (!feed) throw notFound();
  const now = context.now();
  const [from, to] = [new Date(now.getTime() - daysBack * day), new Date(now.getTime() + daysAhead * day)];
  const sessions = await context.db.classSession.findMany({
    where: { schoolId: feed.person.schoolId, startsAt: { gte: from, lt: to }, ...ownedBy(feed.person) },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: most,
    select: eventFacts,
  });
  return draw(feed.school, sessions, { from, to, now, host: new URL(context.publicUrl).hostname });
}

const eventFacts = {
  ...{ id: true, title: true, room: true, startsAt: true, endsAt: true, createdAt: true, cancelledAt: true },
  course: { select: { code: true, title: true } },
  place: { select: { name: true } },
} as const satisfies Prisma.ClassSessionSelect;

type Event = Prisma.ClassSessionGetPayload<{ select: typeof eventFacts }>;

/** A student's courses; of everybody else what they teach or are staff of, also where they may see more. */
function ownedBy({ id, role }: { id: string; role: string }): Prisma.ClassSessionWhereInput {
  return role === 'student'
    ? { course: { archivedAt: null, enrollments: { some: { studentId: id } } } }
    : { OR: [{ course: { archivedAt: null, teacherId: id } }, { staff: { some: { personId: id } } }] };
}

function draw(
  school: { name: string; timeZone: string },
  sessions: readonly Event[],
  { from, to, now, host }: { from: Date; to: Date; now: Date; host: string },
): string {
  const zone = school.timeZone;
  const inZone = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  const calendar = ical({
    // The library escapes what stands in events, and this not.
    name: school.name.replace(/[\\;,]/g, '\\$&'),
    prodId: { company: 'Hadir', product: 'Hadir', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    timezone: { name: zone, generator: () => describeZone(zone, from, to) },
    ttl: 3600,
  });
  for (const session of sessions) {
    const location = [session.room, session.place?.name].filter(Boolean).join(', ');
    calendar.createEvent({
      id: `${session.id}@${host}`,
      stamp: now,
      start: inZone(session.startsAt),
      end: inZone(session.endsAt),
      timezone: zone,
      summary: `${session.course.code} · ${session.title}`,
      description: session.course.title,
      status: session.cancelledAt === null ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
      // A calendar that has shown it takes the change only with a higher number.
      sequence: session.cancelledAt === null ? 0 : 1,
      ...(location && { location }),
    });
  }
  return calendar.toString();
}

import type { SessionOfColleague } from '@hadir/contract/session-staff.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { takenOverBefore } from './decide-take-over.ts';
import { sessionFacts, sessionOnWire } from './show-session.ts';

const most = 50;

/** Class sessions of the school that this teacher does not hold and could take over now, soonest first. */
export async function listSessionsOfColleagues(
  context: Context,
  reader: SignedIn,
  search: string | undefined,
): Promise<SessionOfColleague[]> {
  const now = context.now();
  const rows = await context.db.classSession.findMany({
    where: {
      ...{
        schoolId: reader.schoolId,
        startsAt: { lte: takenOverBefore(now), gt: new Date(now.getTime() - 86_400_000) },
      },
      ...{ endsAt: { gt: now }, closedAt: null, cancelledAt: null },
      course: { teacherId: { not: reader.id }, archivedAt: null },
      staff: { none: { personId: reader.id } },
      ...(search && { OR: matching(search) }),
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: most,
    select: sessionFacts,
  });
  return rows.flatMap((row) => {
    const { id, course, teacher, title, room, starts_at, ends_at, phase } = sessionOnWire(row, now);
    if (phase !== 'planned' && phase !== 'open') return [];
    return [{ id, course, teacher: teacher.name, title, room, starts_at, ends_at, phase }];
  });
}

function matching(search: string): Prisma.ClassSessionWhereInput[] {
  // Prisma passes LIKE's wildcards through.
  const contains = { contains: search.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } as const;
  const ofCourse = [{ code: contains }, { title: contains }, { teacher: { name: contains } }];
  return [{ title: contains }, { room: contains }, { course: { OR: ofCourse } }];
}

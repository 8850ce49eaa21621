import type { listComingSessions as endpoint } from '@hadir/contract/timetable.ts';
import type { z } from 'zod';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';

const aheadMs = 7 * 24 * 3_600_000;
const most = 60;

/** What this student has today and in the next seven days and that is neither open nor over, cancelled ones too. */
export async function listComingSessions(
  context: Context,
  student: SignedIn,
): Promise<z.input<(typeof endpoint)['reply']>> {
  const now = context.now();
  const rows = await context.db.classSession.findMany({
    where: {
      schoolId: student.schoolId,
      startsAt: { lt: new Date(now.getTime() + aheadMs), gt: new Date(now.getTime() - 86_400_000) },
      ...{ endsAt: { gt: now }, closedAt: null },
      course: { archivedAt: null, enrollments: { some: { studentId: student.id } } },
      // What is open has its own place on the screen, with the button that marks.
      NOT: { isActive: true, startsAt: { lte: now } },
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: most,
    select: {
      ...{ id: true, title: true, room: true, startsAt: true, endsAt: true, cancelledAt: true, cancelReason: true },
      course: { select: { code: true } },
      place: { select: { id: true, name: true } },
    },
  });
  return {
    sessions: rows.map(({ id, title, room, course, place, ...session }) => ({
      ...{ id, title, room, place, course_code: course.code },
      starts_at: session.startsAt.toISOString(),
      ends_at: session.endsAt.toISOString(),
      is_cancelled: session.cancelledAt !== null,
      cancel_reason: session.cancelReason,
    })),
  };
}

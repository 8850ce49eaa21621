import type { Tx } from '#db.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';

/** Closes what is open in a course that is being archived; marks on their way are refused from now on. */
export async function closeCourseSessions(tx: Tx, actor: Actor, courseId: string, now: Date): Promise<void> {
  const closed = await tx.classSession.updateManyAndReturn({
    where: { courseId, isActive: true, endsAt: { gte: now } },
    data: { isActive: false, closedAt: now, closedById: actor.id },
    select: { id: true },
  });
  for (const { id } of closed) {
    await recordAudit(tx, {
      ...by(actor),
      action: 'class_session.closed',
      subjectType: 'class_session',
      subjectId: id,
      before: { phase: 'open' },
      after: { phase: 'closed', because: 'course_archived' },
    });
  }
}

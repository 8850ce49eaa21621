import type { ClassSession as ClassSessionOnWire } from '@hadir/contract/sessions.ts';
import type { Tx } from '#db.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { decideOpening } from './decide-opening.ts';
import { getClassSession } from './get-class-session.ts';
import { lockClassSession } from './lock-class-session.ts';
import { sessionFacts, sessionOnWire } from './show-session.ts';

/**
 * Opens a class session now; an open one stays as it is.
 * @throws AppError not_found, not_possible_now for an archived course
 */
export async function openClassSession(context: Context, actor: ActingPerson, id: string): Promise<ClassSessionOnWire> {
  return context.db.$transaction(async (tx) => {
    const isArchived = await lockCourse(tx, actor, id);
    await lockClassSession(tx, actor, id);
    const session = await getClassSession(tx, actor, id);
    const now = context.now();
    const before = sessionOnWire(session, now);
    if (before.phase === 'open') return before;
    if (isArchived) throw new AppError('not_possible_now', 'This course is archived. Bring it back first.');
    const opened = await tx.classSession.update({
      where: { id },
      data: {
        ...decideOpening(session, now),
        isActive: true,
        openedAt: now,
        openedById: actor.id,
        closedAt: null,
        closedById: null,
      },
      select: sessionFacts,
    });
    const after = sessionOnWire(opened, now);
    await recordAudit(tx, {
      ...by(actor),
      action: 'class_session.opened',
      subjectType: 'class_session',
      subjectId: id,
      before,
      after,
    });
    return after;
  });
}

/** Keeps the course of a class session from being archived until the transaction ends; is it already? */
async function lockCourse(tx: Tx, staff: { schoolId: string }, sessionId: string): Promise<boolean> {
  const [course] = await tx.$queryRaw<{ archivedAt: Date | null }[]>`
    select archived_at as "archivedAt" from courses
    where id = (
      select course_id from class_sessions where id = ${sessionId}::uuid and school_id = ${staff.schoolId}::uuid
    )
    for share`;
  return course !== undefined && course.archivedAt !== null;
}

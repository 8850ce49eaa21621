import type { ClassSession as ClassSessionOnWire } from '@hadir/contract/sessions.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError, notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import { mayBeTakenOver } from './decide-take-over.ts';
import { getClassSession } from './get-class-session.ts';
import { lockClassSession } from './lock-class-session.ts';
import { sessionFacts, sessionOnWire } from './show-session.ts';

/**
 * A teacher holds a colleague's class session. The reason stays with the session, where the course's teacher reads it.
 * Who holds it already stays as they are.
 * @throws AppError not_found, not_possible_now for one that is over, cancelled or more than a day ahead
 */
export async function takeOverSession(
  context: Context,
  actor: ActingPerson,
  id: string,
  reason: string,
): Promise<ClassSessionOnWire> {
  const { schoolId } = actor;
  return context.db.$transaction(async (tx) => {
    await lockClassSession(tx, actor, id);
    const session = isId(id)
      ? await tx.classSession.findFirst({ where: { id, schoolId }, select: sessionFacts })
      : null;
    if (!session) throw notFound();
    const now = context.now();
    const isStaff =
      session.course.teacher.id === actor.id || session.staff.some(({ person }) => person.id === actor.id);
    if (isStaff) return sessionOnWire(session, now);
    if (!mayBeTakenOver(session, now)) {
      throw new AppError(
        'not_possible_now',
        'A class session can be taken over from a day before it begins until it ends.',
      );
    }
    await tx.sessionStaff.create({
      data: { sessionId: id, personId: actor.id, schoolId, addedById: actor.id, addedAt: now, reason },
    });
    await recordAudit(tx, {
      ...by(actor),
      action: 'class_session.taken_over',
      subjectType: 'class_session',
      subjectId: id,
      after: { person_id: actor.id, teacher_id: session.course.teacher.id },
      reason,
    });
    return sessionOnWire(await getClassSession(tx, actor, id), now);
  });
}

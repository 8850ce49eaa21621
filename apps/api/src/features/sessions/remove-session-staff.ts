import type { ClassSession as ClassSessionOnWire } from '@hadir/contract/sessions.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { getClassSession } from './get-class-session.ts';
import { lockClassSession } from './lock-class-session.ts';
import { sessionFacts, sessionOnWire } from './show-session.ts';

/**
 * A colleague holds a class session no more; everybody who holds it may say so, also of themselves.
 * @throws AppError not_found, also for the course's own teacher, who stays
 */
export async function removeSessionStaff(
  context: Context,
  actor: ActingPerson,
  id: string,
  personId: string,
): Promise<ClassSessionOnWire> {
  return context.db.$transaction(async (tx) => {
    await lockClassSession(tx, actor, id);
    const session = await getClassSession(tx, actor, id);
    const colleague = session.staff.find(({ person }) => person.id === personId);
    if (!colleague) throw notFound();
    await tx.sessionStaff.delete({ where: { sessionId_personId: { sessionId: id, personId } } });
    await recordAudit(tx, {
      ...by(actor),
      action: 'class_session.staff_removed',
      subjectType: 'class_session',
      subjectId: id,
      before: { person_id: personId, name: colleague.person.name },
    });
    // Read without the scope: whoever has taken themselves out is staff no more.
    const left = await tx.classSession.findFirstOrThrow({
      where: { id, schoolId: actor.schoolId },
      select: sessionFacts,
    });
    return sessionOnWire(left, context.now());
  });
}

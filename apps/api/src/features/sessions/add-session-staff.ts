import type { ClassSession as ClassSessionOnWire } from '@hadir/contract/sessions.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { unknownReference } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import { getClassSession } from './get-class-session.ts';
import { lockClassSession } from './lock-class-session.ts';
import { sessionOnWire } from './show-session.ts';

/**
 * Lets a teacher of the school hold a class session too; who does already is left as they are.
 * @throws AppError not_found, also for anybody who is no teacher of the school
 */
export async function addSessionStaff(
  context: Context,
  actor: ActingPerson,
  id: string,
  personId: string,
): Promise<ClassSessionOnWire> {
  const { schoolId } = actor;
  return context.db.$transaction(async (tx) => {
    await lockClassSession(tx, actor, id);
    const session = await getClassSession(tx, actor, id);
    const now = context.now();
    const colleague = isId(personId)
      ? await tx.person.findFirst({
          where: { id: personId, schoolId, role: 'teacher', isActive: true },
          select: { id: true, name: true },
        })
      : null;
    if (!colleague) throw unknownReference('person_id');
    const isStaff =
      session.course.teacher.id === colleague.id || session.staff.some(({ person }) => person.id === colleague.id);
    if (isStaff) return sessionOnWire(session, now);
    await tx.sessionStaff.create({
      data: { sessionId: id, personId: colleague.id, schoolId, addedById: actor.id, addedAt: now },
    });
    await recordAudit(tx, {
      ...by(actor),
      action: 'class_session.staff_added',
      subjectType: 'class_session',
      subjectId: id,
      after: { person_id: colleague.id, name: colleague.name },
    });
    return sessionOnWire(await getClassSession(tx, actor, id), now);
  });
}

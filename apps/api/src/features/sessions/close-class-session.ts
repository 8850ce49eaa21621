import type { ClassSession as ClassSessionOnWire } from '@hadir/contract/sessions.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { getClassSession } from './get-class-session.ts';
import { lockClassSession } from './lock-class-session.ts';
import { sessionFacts, sessionOnWire } from './show-session.ts';

/**
 * Closes a class session by hand; a closed one stays as it is.
 * @throws AppError not_found, not_possible_now for one that has not been open
 */
export async function closeClassSession(
  context: Context,
  actor: ActingPerson,
  id: string,
): Promise<ClassSessionOnWire> {
  return context.db.$transaction(async (tx) => {
    await lockClassSession(tx, actor, id);
    const session = await getClassSession(tx, actor, id);
    const now = context.now();
    const before = sessionOnWire(session, now);
    if (before.phase === 'closed') return before;
    if (before.phase !== 'open') throw new AppError('not_possible_now', 'This class session is not open.');
    const closed = await tx.classSession.update({
      where: { id },
      data: { isActive: false, closedAt: now, closedById: actor.id, roomCodeShownAt: null },
      select: sessionFacts,
    });
    const after = sessionOnWire(closed, now);
    await recordAudit(tx, {
      ...by(actor),
      action: 'class_session.closed',
      subjectType: 'class_session',
      subjectId: id,
      before,
      after,
    });
    return after;
  });
}

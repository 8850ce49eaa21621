import type { Destruction } from '@hadir/contract/destruction.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { getDestruction, showDestruction } from './destruction-of.ts';
import { requireSure, type Sure } from './request-destruction.ts';

/**
 * A second admin agrees: nothing is waited for any more.
 * @throws AppError not_found, password_wrong, invalid_request, not_possible_now for whoever asked for it
 */
export async function agreeDestruction(
  context: Context,
  actor: ActingPerson,
  id: string,
  given: Sure,
): Promise<Destruction> {
  await requireSure(context, actor, id, given);
  const now = context.now();
  return context.db.$transaction(async (tx) => {
    const { destruction } = await getDestruction(tx, actor, id);
    if (!destruction) throw new AppError('not_possible_now', 'Nobody has asked for it.');
    if (destruction.requestedById === actor.id) {
      throw new AppError('not_possible_now', 'Another admin has to agree.');
    }
    // The earliest agreement stands.
    const { count } = await tx.destructionRequest.updateMany({
      where: { schoolId: id, confirmedById: null },
      data: { confirmedById: actor.id, dueAt: now },
    });
    if (count === 0) throw new AppError('already_decided', 'Another admin has agreed already.');
    await recordAudit(tx, {
      ...by(actor),
      ...{ schoolId: id, action: 'school.destruction_agreed', subjectType: 'school', subjectId: id },
      reason: given.reason,
    });
    return showDestruction(tx, actor, id);
  });
}

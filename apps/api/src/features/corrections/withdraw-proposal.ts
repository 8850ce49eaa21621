import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { lockProposal } from './decide-proposal.ts';

/**
 * Who proposed it takes it back; a student's request behind it waits for an answer again.
 * @throws AppError not_found, not_allowed for everybody else, already_decided
 */
export async function withdrawProposal(
  context: Context,
  staff: ActingPerson,
  id: string,
): Promise<{ state: 'withdrawn' }> {
  return context.db.$transaction(async (tx) => {
    const proposal = await lockProposal(tx, staff, id);
    if (proposal.proposedById !== staff.id) {
      throw new AppError('not_allowed', 'Only who proposed it can take it back.');
    }
    await tx.changeProposal.update({
      where: { id },
      data: { state: 'withdrawn', decidedAt: context.now(), decidedById: staff.id },
    });
    await recordAudit(tx, {
      ...by(staff),
      action: 'change_proposal.withdrawn',
      subjectType: 'change_proposal',
      subjectId: id,
      before: { state: proposal.state },
      after: { session_id: proposal.sessionId, state: 'withdrawn' },
    });
    return { state: 'withdrawn' };
  });
}

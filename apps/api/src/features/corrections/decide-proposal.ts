import type { decideChangeProposal as endpoint } from '@hadir/contract/corrections.ts';
import type { z } from 'zod';
import type { Tx } from '#db.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { getClassSession } from '#features/sessions/get-class-session.ts';
import { ownSessions } from '#features/sessions/own-sessions.ts';
import type { Context } from '#http/context.ts';
import { AppError, notFound } from '#http/errors.ts';
import { applyChanges } from './apply-changes.ts';
import { mostMs } from './change-records.ts';
import { PlannedChanges } from './planned-changes.ts';

type Given = z.output<(typeof endpoint)['body']>;
type Reply = z.input<(typeof endpoint)['reply']>;

/**
 * A second person agrees to what was proposed or refuses it: once, and never who proposed it. With a student's request
 * behind it, that is the student's answer too.
 * @throws AppError not_found, not_allowed for who proposed it, already_decided
 */
export async function decideProposal(
  context: Context,
  staff: ActingPerson,
  id: string,
  { decision, reason }: Given,
): Promise<Reply> {
  const now = context.now();
  return context.db.$transaction(
    async (tx) => {
      const proposal = await lockProposal(tx, staff, id);
      if (proposal.proposedById === staff.id) {
        throw new AppError('not_allowed', 'Somebody else than who proposed it has to decide.');
      }
      const state = decision === 'accept' ? 'accepted' : 'refused';
      const answer = { state, decidedAt: now, decidedById: staff.id, decisionReason: reason } as const;
      await tx.changeProposal.update({ where: { id }, data: answer });
      const session = await getClassSession(tx, staff, proposal.sessionId);
      const changes = PlannedChanges.parse(proposal.changes);
      const origin = { proposalId: id, requestId: proposal.requestId };
      const outcomes =
        decision === 'accept'
          ? await applyChanges(tx, staff, session, changes, { ...origin, reason: proposal.reason, now })
          : [];
      if (proposal.requestId !== null) {
        await tx.correctionRequest.updateMany({ where: { id: proposal.requestId, state: 'open' }, data: answer });
      }
      await recordAudit(tx, {
        ...by(staff),
        action: decision === 'accept' ? 'change_proposal.accepted' : 'change_proposal.refused',
        subjectType: 'change_proposal',
        subjectId: id,
        after: { session_id: session.id, proposed_by: proposal.proposedById, outcomes },
        reason,
      });
      return { state, outcomes };
    },
    { timeout: mostMs },
  );
}

/**
 * An open proposal about a session whose staff this is, kept from changing until the transaction ends.
 * @throws AppError not_found, already_decided
 */
export async function lockProposal(tx: Tx, staff: ActingPerson, id: string) {
  await tx.$queryRaw`
    SELECT id FROM change_proposals WHERE id = ${id}::uuid AND school_id = ${staff.schoolId}::uuid FOR UPDATE`;
  const proposal = await tx.changeProposal.findFirst({
    where: { id, schoolId: staff.schoolId, session: ownSessions(staff) },
  });
  if (!proposal) throw notFound();
  if (proposal.state !== 'open') throw new AppError('already_decided', 'This proposal has been decided already.');
  return proposal;
}

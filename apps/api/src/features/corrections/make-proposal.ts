import type { Tx } from '#db.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { PlannedChange } from './planned-changes.ts';

type Proposed = { sessionId: string; changes: PlannedChange[]; reason: string; requestId: string | null };

/** Keeps changes for a second person to decide. */
export async function makeProposal(
  tx: Tx,
  staff: ActingPerson,
  { sessionId, changes, reason, requestId }: Proposed,
  now: Date,
): Promise<{ id: string }> {
  const { schoolId, id: proposedById } = staff;
  const proposal = await tx.changeProposal.create({
    data: { schoolId, proposedById, sessionId, changes, reason, requestId, createdAt: now },
    select: { id: true },
  });
  await recordAudit(tx, {
    ...by(staff),
    action: 'change_proposal.made',
    subjectType: 'change_proposal',
    subjectId: proposal.id,
    after: { session_id: sessionId, changes: changes.map(({ student_id, status }) => ({ student_id, status })) },
    reason,
  });
  return proposal;
}

import type { Tx } from '#db.ts';
import type { ActingPerson } from '#features/audit/record-audit.ts';
import type { RecordState } from '#generated/prisma/enums.ts';
import { AppError } from '#http/errors.ts';
import { isReviewed, keepReviewDecision } from './keep-review-decision.ts';
import { keepRevision } from './keep-revision.ts';
import { type RecordFacts, recordFacts } from './record-revision.ts';

export type Decision = { decision: 'confirm' | 'reject'; reason: string; was_in_room?: boolean | undefined };

/** The states of a mark that a decision still changes. */
const decidable: Record<Decision['decision'], readonly RecordState[]> = {
  confirm: ['pending', 'flagged'],
  reject: ['pending', 'flagged', 'confirmed'],
};

/**
 * One decision about one mark, with history, audit and what the rules are measured by. The caller has made sure that
 * these are staff of the session. Nothing is written where it throws, so the transaction may go on.
 * @param before as `lockRecord` has just read it
 * @throws AppError already_decided when somebody has answered it, or there is nothing to change
 */
export async function applyDecision(
  tx: Tx,
  staff: ActingPerson,
  at: { sessionId: string; studentId: string },
  before: RecordFacts,
  change: Decision,
  now: Date,
): Promise<void> {
  const isOpen = decidable[change.decision].includes(before.state);
  if (!isOpen || (before.state === 'confirmed' && (await isReviewed(tx, before)))) {
    throw new AppError('already_decided', 'This mark has been decided already. Correct it where that was wrong.');
  }
  const isConfirmed = change.decision === 'confirm';
  const record = await tx.attendanceRecord.update({
    where: { id: before.id },
    data: {
      state: isConfirmed ? 'confirmed' : 'rejected',
      decidedAt: now,
      decidedById: staff.id,
      decisionReason: change.reason,
    },
    select: recordFacts,
  });
  const answer = { isConfirmed, wasInRoom: change.was_in_room ?? null, reason: change.reason };
  await keepReviewDecision(tx, staff, at, before, answer, now);
  const action = isConfirmed ? 'attendance.confirmed' : 'attendance.rejected';
  await keepRevision(tx, staff, { action, before, after: record, reason: change.reason }, now);
}

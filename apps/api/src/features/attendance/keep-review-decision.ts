import type { Tx } from '#db.ts';
import type { RecordFacts } from './record-revision.ts';

type ReviewAnswer = {
  isConfirmed: boolean;
  /** Null when nobody asked. */
  wasInRoom: boolean | null;
  reason: string;
};

/**
 * Keeps what staff said about a mark that a rule had asked about, with the reasons the mark had at that moment: what
 * the rules are measured by. A mark that nobody was asked about leaves no more than that its student was not in the room.
 */
export async function keepReviewDecision(
  tx: Tx,
  staff: { id: string; schoolId: string },
  at: { sessionId: string; studentId: string },
  before: RecordFacts,
  answer: ReviewAnswer,
  now: Date,
): Promise<void> {
  const wasAsked = before.state === 'pending' || before.state === 'flagged';
  if (!wasAsked && (answer.wasInRoom !== false || before.attemptId === null)) return;
  await tx.reviewDecision.create({
    data: {
      ...at,
      ...answer,
      schoolId: staff.schoolId,
      recordId: before.id,
      attemptId: before.attemptId,
      reasons: wasAsked ? before.reviewReasons : [],
      riskPoints: before.riskPoints,
      decidedById: staff.id,
      decidedAt: now,
    },
  });
}

/** Whether staff have answered this very mark; one that came after a rejection has an attempt of its own. */
export async function isReviewed(tx: Tx, record: Pick<RecordFacts, 'id' | 'attemptId'>): Promise<boolean> {
  const decided = await tx.reviewDecision.findFirst({
    where: { recordId: record.id, attemptId: record.attemptId },
    select: { id: true },
  });
  return decided !== null;
}

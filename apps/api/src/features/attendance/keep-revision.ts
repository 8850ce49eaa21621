import type { Tx } from '#db.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { type RecordFacts, shownRecord } from './record-revision.ts';

/** What led to it; nothing where staff did it of their own accord. */
export type RevisionOrigin = { proposalId?: string | null; requestId?: string | null };

type Revision = RevisionOrigin & {
  action:
    | 'attendance.confirmed'
    | 'attendance.rejected'
    | 'attendance.corrected'
    | 'attendance.marked_by_hand'
    | 'attendance.asked_again';
  /** Null for a record that was made with it. */
  before: RecordFacts | null;
  after: RecordFacts;
  reason: string;
};

/** Keeps what staff made of a record, in its history and in the audit. */
export async function keepRevision(
  tx: Tx,
  staff: Actor,
  { action, before, after, reason, proposalId = null, requestId = null }: Revision,
  now: Date,
): Promise<void> {
  const shown = { before: before && shownRecord(before), after: shownRecord(after) };
  await tx.recordRevision.create({
    data: {
      schoolId: staff.schoolId,
      recordId: after.id,
      proposalId,
      requestId,
      ...(shown.before && { before: shown.before }),
      after: shown.after,
      reason,
      changedById: staff.id,
      changedAt: now,
    },
  });
  await recordAudit(tx, {
    ...by(staff),
    action,
    subjectType: 'attendance_record',
    subjectId: after.id,
    ...shown,
    reason,
  });
}

import type { RowOutcome } from '@hadir/contract/corrections.ts';
import type { Tx } from '#db.ts';
import { applyCorrection } from '#features/attendance/apply-correction.ts';
import type { RevisionOrigin } from '#features/attendance/keep-revision.ts';
import { lockRecords, type RecordFacts } from '#features/attendance/record-revision.ts';
import type { ActingPerson } from '#features/audit/record-audit.ts';
import { AppError } from '#http/errors.ts';
import type { PlannedChange } from './planned-changes.ts';
import { recordStanding } from './record-standing.ts';

export type Outcome = { student_id: string; outcome: RowOutcome };

/**
 * Applies what was planned, row by row, all in the caller's transaction; a row that somebody has changed since is left
 * as it is and reported.
 */
export async function applyChanges(
  tx: Tx,
  staff: ActingPerson,
  session: { id: string; course: { id: string }; cancelledAt: Date | null },
  changes: readonly PlannedChange[],
  { reason, now, ...origin }: RevisionOrigin & { reason: string; now: Date },
): Promise<Outcome[]> {
  // In one order for everybody, so that two who change the same rows wait instead of blocking each other.
  const ordered = changes.toSorted((a, b) => (a.student_id < b.student_id ? -1 : 1));
  const records = await lockRecords(
    tx,
    session.id,
    ordered.map(({ student_id }) => student_id),
  );
  const outcomes: Outcome[] = [];
  for (const { student_id, status, was } of ordered) {
    const at = { sessionId: session.id, studentId: student_id };
    const change = { status, reason };
    const apply = () => applyCorrection(tx, staff, session, at, change, now, origin);
    outcomes.push({ student_id, outcome: await decideRow(records.get(student_id) ?? null, status, was, apply) });
  }
  return outcomes;
}

async function decideRow(
  record: RecordFacts | null,
  status: PlannedChange['status'],
  was: string | null,
  apply: () => Promise<void>,
): Promise<RowOutcome> {
  const stands = recordStanding(record);
  if (stands !== was) return 'stale';
  if (stands === null && status === 'not_present') return 'unchanged';
  if (record?.state === 'confirmed' && record.status === status) return 'unchanged';
  try {
    await apply();
    return 'changed';
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return 'not_found';
    throw error;
  }
}

import { changeRecords } from '@hadir/contract/corrections.ts';
import type { RecordChange, RosterItem } from '@hadir/contract/sessions.ts';
import { call } from '#lib/api.ts';
import { CallFailed, type Failure } from '#lib/failure.ts';

type Status = Extract<RecordChange, { status: unknown }>['status'];

/** `proposed`: nothing is changed before a second person agrees. */
type Changed = { kind: 'done'; changed: number } | { kind: 'proposed' };

/**
 * Marks everybody of these students who has no mark yet.
 * @throws CallFailed
 */
export async function markUnmarked(
  sessionId: string,
  items: readonly RosterItem[],
  change: { status: Status; reason: string },
): Promise<Changed> {
  const unmarked = items.filter(({ record }) => record === null || record.state === 'rejected');
  const changes = unmarked.map(({ student }) => ({ student_id: student.id, status: change.status }));
  const body = { changes, reason: change.reason, only_unmarked: true };
  const answer = await call(changeRecords, { params: { id: sessionId }, body });
  if (answer.kind !== 'ok') throw new CallFailed(answer);
  if (answer.value.proposal_id !== null) return { kind: 'proposed' };
  return { kind: 'done', changed: answer.value.outcomes.filter(({ outcome }) => outcome === 'changed').length };
}

/** Proposes a correction that is not one person's to make; null when it was proposed. */
export async function proposeChange(
  sessionId: string,
  studentId: string,
  { status, reason }: { status: Status; reason: string },
): Promise<Failure | null> {
  const body = { changes: [{ student_id: studentId, status }], reason };
  const answer = await call(changeRecords, { params: { id: sessionId }, body });
  return answer.kind === 'ok' ? null : answer;
}

import { confirmFaceTemplate } from '@hadir/contract/enrolment.ts';
import { changeRecord, type RecordChange, type RosterItem } from '@hadir/contract/sessions.ts';
import { call } from '#lib/api.ts';
import type { Failure } from '#lib/failure.ts';

export type MarkOutcome =
  | { kind: 'done'; item: RosterItem }
  | { kind: 'face_not_confirmed'; item: RosterItem; failure: Failure }
  | { kind: 'not_done'; failure: Failure };

/** Changes one record: by hand, a correction, or the decision on a mark that waits or is flagged. */
export async function decideMark(sessionId: string, studentId: string, change: RecordChange): Promise<MarkOutcome> {
  const answer = await call(changeRecord, { params: { id: sessionId, student_id: studentId }, body: change });
  return answer.kind === 'ok' ? { kind: 'done', item: answer.value } : { kind: 'not_done', failure: answer };
}

/** The decision about somebody whom the teacher sees. */
export const seen = (reason: string): RecordChange => ({ decision: 'confirm', reason, was_in_room: true });

/**
 * Confirms a pending mark and the new face that made it; the mark stands even when the face stays unconfirmed, as one
 * does that was enrolled anew since the mark.
 * @param change confirms the mark
 */
export async function confirmMarkAndFace(
  sessionId: string,
  studentId: string,
  change: RecordChange,
): Promise<MarkOutcome> {
  const marked = await decideMark(sessionId, studentId, change);
  if (marked.kind !== 'done') return marked;
  const template_id = marked.item.record?.template_id ?? undefined;
  const face = await call(confirmFaceTemplate, { params: { id: studentId }, body: { template_id } });
  return face.kind === 'ok' ? marked : { kind: 'face_not_confirmed', item: marked.item, failure: face };
}

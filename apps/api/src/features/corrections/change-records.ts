import type { changeRecords as endpoint } from '@hadir/contract/corrections.ts';
import type { z } from 'zod';
import { needsSecondPerson } from '#features/attendance/decide-second-person.ts';
import { lockRecords } from '#features/attendance/record-revision.ts';
import type { ActingPerson } from '#features/audit/record-audit.ts';
import { getClassSession } from '#features/sessions/get-class-session.ts';
import type { Context } from '#http/context.ts';
import { AppError, unknownReference } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import { applyChanges, type Outcome } from './apply-changes.ts';
import { makeProposal } from './make-proposal.ts';
import { recordStanding } from './record-standing.ts';

type Given = z.output<(typeof endpoint)['body']>;
type Reply = z.input<(typeof endpoint)['reply']>;

/** A class of a thousand takes some seconds, and longer on a busy machine; milliseconds. */
export const mostMs = 60_000;

/**
 * Staff mark or correct several students of a session with one reason, all or none. More than one person may change
 * alone becomes a proposal, and nothing is changed before a second person agrees.
 * @throws AppError not_found for everybody but the session's staff and for people whom the school does not have,
 *   invalid_request for somebody who is named twice
 */
export async function changeRecords(
  context: Context,
  staff: ActingPerson,
  sessionId: string,
  { changes, reason, only_unmarked }: Given,
): Promise<Reply> {
  const now = context.now();
  const ids = changes.map(({ student_id }) => student_id);
  if (!ids.every(isId)) throw unknownReference('changes');
  if (new Set(ids).size !== ids.length) {
    const fields = [{ path: 'changes', message: 'must name each student once' }];
    throw new AppError('invalid_request', 'A student is named twice.', { fields });
  }
  return context.db.$transaction(
    async (tx) => {
      const session = await getClassSession(tx, staff, sessionId);
      const { schoolId } = staff;
      const students = await tx.person.count({ where: { id: { in: ids }, schoolId } });
      if (students !== ids.length) throw unknownReference('changes');
      const records = await lockRecords(tx, sessionId, ids);
      const enrolled = await tx.enrollment.findMany({
        where: { courseId: session.course.id, studentId: { in: ids } },
        select: { studentId: true },
      });
      const known = new Set([...records.keys(), ...enrolled.map(({ studentId }) => studentId)]);
      const planned = changes
        .map((change) => ({ ...change, was: recordStanding(records.get(change.student_id) ?? null) }))
        .map((change) => ({ change, left: leftOut(change, known, only_unmarked) }));
      const left = planned.flatMap(({ change, left }) =>
        left === null ? [] : [{ student_id: change.student_id, outcome: left }],
      );
      const wanted = planned.flatMap(({ change, left }) => (left === null ? [change] : []));
      if (wanted.length > 0 && needsSecondPerson(session, wanted.length, now)) {
        const proposal = await makeProposal(tx, staff, { sessionId, changes: wanted, reason, requestId: null }, now);
        const proposed = wanted.map(({ student_id }): Outcome => ({ student_id, outcome: 'proposed' }));
        return { outcomes: [...left, ...proposed], proposal_id: proposal.id };
      }
      const done = await applyChanges(tx, staff, session, wanted, { reason, now });
      return { outcomes: [...left, ...done], proposal_id: null };
    },
    { timeout: mostMs },
  );
}

function leftOut(
  { student_id, was }: { student_id: string; was: string | null },
  known: ReadonlySet<string>,
  isOnlyUnmarked: boolean,
): Outcome['outcome'] | null {
  if (!known.has(student_id)) return 'not_found';
  return isOnlyUnmarked && was !== null ? 'stale' : null;
}

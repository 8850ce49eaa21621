import type { callRoll as endpoint, RollCallOutcome } from '@hadir/contract/room-code.ts';
import type { z } from 'zod';
import type { Tx } from '#db.ts';
import type { ActingPerson } from '#features/audit/record-audit.ts';
import { getClassSession } from '#features/sessions/get-class-session.ts';
import type { Context } from '#http/context.ts';
import { unknownReference } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import { applyDecision } from './apply-decision.ts';
import { lockRecords, type RecordFacts } from './record-revision.ts';

type Given = z.output<(typeof endpoint)['body']>;
type Reply = z.input<(typeof endpoint)['reply']>;
type Outcome = z.infer<typeof RollCallOutcome>;

/** A thousand names take some seconds, and longer on a busy machine; milliseconds. */
const mostMs = 60_000;

/**
 * The teacher's roll call: confirms the waiting marks of who is in the room and rejects those of who is not, all in
 * one transaction. A mark that waits no more is left as it is and reported.
 * @throws AppError not_found for everybody but the session's staff and for what is no id at all
 */
export async function callRoll(
  context: Context,
  staff: ActingPerson,
  sessionId: string,
  { here, not_here }: Given,
): Promise<Reply> {
  const now = context.now();
  if (!here.every(isId)) throw unknownReference('here');
  if (!not_here.every(isId)) throw unknownReference('not_here');
  const called = [
    ...here.map((studentId) => ({ studentId, isHere: true })),
    ...not_here.map((studentId) => ({ studentId, isHere: false })),
  ];
  return context.db.$transaction(
    async (tx) => {
      await getClassSession(tx, staff, sessionId);
      const records = await lockRecords(
        tx,
        sessionId,
        called.map(({ studentId }) => studentId),
      );
      const items: Reply['items'] = [];
      for (const { studentId, isHere } of called) {
        const record = records.get(studentId) ?? null;
        items.push({
          student_id: studentId,
          outcome: await answer(tx, staff, { sessionId, studentId }, record, isHere, now),
        });
      }
      return { items };
    },
    { timeout: mostMs },
  );
}

async function answer(
  tx: Tx,
  staff: ActingPerson,
  at: { sessionId: string; studentId: string },
  record: RecordFacts | null,
  isHere: boolean,
  now: Date,
): Promise<Outcome> {
  if (!record) return 'not_found';
  if (record.state !== 'pending' && record.state !== 'flagged') return 'already_decided';
  const reason = isHere ? 'Roll call: in the room' : 'Roll call: not in the room';
  const decision = isHere ? 'confirm' : 'reject';
  await applyDecision(tx, staff, at, record, { decision, reason, was_in_room: isHere }, now);
  return isHere ? 'confirmed' : 'rejected';
}

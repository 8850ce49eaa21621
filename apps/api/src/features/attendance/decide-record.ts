import type { RosterItem } from '@hadir/contract/sessions.ts';
import type { ActingPerson } from '#features/audit/record-audit.ts';
import { getClassSession } from '#features/sessions/get-class-session.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { applyDecision, type Decision } from './apply-decision.ts';
import { askSecondPerson } from './ask-second-person.ts';
import { listRoster } from './list-roster.ts';
import { lockRecord } from './record-revision.ts';

/**
 * Staff confirm a mark that waits or is flagged, or reject one, also one that counts by itself: once. Rejection frees
 * the slot: the student may try again.
 * @throws AppError not_found, already_decided, second_person_needed
 */
export async function decideRecord(
  context: Context,
  staff: ActingPerson,
  at: { sessionId: string; studentId: string },
  change: Decision,
): Promise<RosterItem> {
  const now = context.now();
  return context.db.$transaction(async (tx) => {
    const session = await getClassSession(tx, staff, at.sessionId);
    const before = await lockRecord(tx, at);
    if (!before) throw notFound();
    // What was settled long ago is taken back by a correction, not by a late answer.
    if (before.state === 'confirmed') askSecondPerson(session, now);
    await applyDecision(tx, staff, at, before, change, now);
    const [item] = await listRoster(tx, session, [at.studentId], now);
    if (!item) throw notFound();
    return item;
  });
}

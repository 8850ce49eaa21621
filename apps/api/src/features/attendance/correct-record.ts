import type { RosterItem } from '@hadir/contract/sessions.ts';
import type { ActingPerson } from '#features/audit/record-audit.ts';
import { getClassSession } from '#features/sessions/get-class-session.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { applyCorrection, type Correction } from './apply-correction.ts';
import { askSecondPerson } from './ask-second-person.ts';
import { listRoster } from './list-roster.ts';

/**
 * Staff mark by hand or correct a mark, also one that was rejected; the old values stay readable. How a mark was made
 * and why it was looked at stay as they are, but a rejected one makes room for a mark by hand. `not_present` takes a mark
 * back: absence is never stored. A correction of a mark that waits or is flagged answers it, too.
 * @throws AppError not_found for other people's sessions, for students who are neither in the course nor marked, and
 *   where there is no mark to take back; already_decided for one that does not count as it is; second_person_needed for
 *   an old session
 */
export async function correctRecord(
  context: Context,
  staff: ActingPerson,
  at: { sessionId: string; studentId: string },
  change: Correction,
): Promise<RosterItem> {
  const now = context.now();
  return context.db.$transaction(async (tx) => {
    const session = await getClassSession(tx, staff, at.sessionId);
    askSecondPerson(session, now);
    await applyCorrection(tx, staff, session, at, change, now);
    const [item] = await listRoster(tx, session, [at.studentId], now);
    if (!item) throw notFound();
    return item;
  });
}

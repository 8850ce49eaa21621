import type { CorrectionRequest, decideCorrectionRequest as endpoint } from '@hadir/contract/corrections.ts';
import type { z } from 'zod';
import type { Tx } from '#db.ts';
import { applyCorrection } from '#features/attendance/apply-correction.ts';
import { needsSecondPerson } from '#features/attendance/decide-second-person.ts';
import { lockRecord } from '#features/attendance/record-revision.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { getClassSession } from '#features/sessions/get-class-session.ts';
import { ownSessions } from '#features/sessions/own-sessions.ts';
import type { Context } from '#http/context.ts';
import { AppError, notFound } from '#http/errors.ts';
import { isTaken } from '#http/taken.ts';
import { makeProposal } from './make-proposal.ts';
import { recordStanding } from './record-standing.ts';
import { requestFacts, requestsOnWire } from './show-request.ts';

type Given = z.output<(typeof endpoint)['body']>;
const decidedAlready = () => new AppError('already_decided', 'Somebody has answered this request already.');

/**
 * Staff of the session answer what a student asked: once. Accepted it is a correction by that person; of an old session
 * it becomes a proposal, and the request waits for the second person.
 * @throws AppError not_found, already_decided
 */
export async function decideRequest(
  context: Context,
  staff: ActingPerson,
  id: string,
  given: Given,
): Promise<CorrectionRequest> {
  const now = context.now();
  try {
    return await context.db.$transaction(async (tx) => {
      await tx.$queryRaw`
        SELECT id FROM correction_requests WHERE id = ${id}::uuid AND school_id = ${staff.schoolId}::uuid FOR UPDATE`;
      await answer(tx, staff, id, given, now);
      const row = await tx.correctionRequest.findUniqueOrThrow({ where: { id }, select: requestFacts });
      const [shown] = await requestsOnWire(tx, staff.schoolId, [row], now);
      if (!shown) throw notFound();
      return shown;
    });
  } catch (error) {
    if (isTaken(error)) throw decidedAlready();
    throw error;
  }
}

async function answer(tx: Tx, staff: ActingPerson, id: string, { decision, reason }: Given, now: Date): Promise<void> {
  const request = await tx.correctionRequest.findFirst({
    where: { id, schoolId: staff.schoolId, session: ownSessions(staff) },
    select: requestFacts,
  });
  if (!request) throw notFound();
  if (request.state !== 'open' || request.proposals.length > 0) throw decidedAlready();
  const at = { sessionId: request.sessionId, studentId: request.studentId };
  const session = await getClassSession(tx, staff, at.sessionId);
  const isAccepted = decision === 'accept';
  if (isAccepted && needsSecondPerson(session, 1, now)) {
    const was = recordStanding(await lockRecord(tx, at));
    const changes = [{ student_id: at.studentId, status: request.wanted, was }];
    await makeProposal(tx, staff, { sessionId: at.sessionId, changes, reason, requestId: id }, now);
    return;
  }
  if (isAccepted) {
    await applyCorrection(tx, staff, session, at, { status: request.wanted, reason }, now, { requestId: id });
  }
  await tx.correctionRequest.update({
    where: { id },
    data: {
      state: isAccepted ? 'accepted' : 'refused',
      decidedAt: now,
      decidedById: staff.id,
      decisionReason: reason,
    },
  });
  await recordAudit(tx, {
    ...by(staff),
    action: isAccepted ? 'correction.accepted' : 'correction.refused',
    subjectType: 'correction_request',
    subjectId: id,
    after: { session_id: at.sessionId, student_id: at.studentId, wanted: request.wanted },
    reason,
  });
}

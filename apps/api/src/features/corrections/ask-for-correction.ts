import type { askForCorrection as endpoint, OwnRequest } from '@hadir/contract/corrections.ts';
import type { z } from 'zod';
import { decideStatus } from '#features/attendance/decide-status.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError, unknownReference } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import { isTaken } from '#http/taken.ts';
import { decideAsking } from './decide-asking.ts';
import { ownRequest } from './show-own-request.ts';

type Given = z.output<(typeof endpoint)['body']>;

/**
 * A student says that the record of a class session is wrong. One request at a time waits about it.
 * @throws AppError not_found for sessions that are none of the student's, not_possible_now, already_exists
 */
export async function askForCorrection(context: Context, student: ActingPerson, given: Given): Promise<OwnRequest> {
  const now = context.now();
  const { schoolId, id: studentId } = student;
  const { session_id: sessionId, wanted, reason } = given;
  if (!isId(sessionId)) throw unknownReference('session_id');
  try {
    return await context.db.$transaction(async (tx) => {
      const session = await tx.classSession.findFirst({
        where: { id: sessionId, schoolId },
        include: {
          records: { where: { studentId } },
          course: { select: { enrollments: { where: { studentId } } } },
        },
      });
      const record = session?.records[0] ?? null;
      const enrollment = session?.course.enrollments[0] ?? null;
      if (!session || (!record && !enrollment)) throw unknownReference('session_id');
      const standing = decideStatus(session, record, enrollment?.createdAt ?? null, now);
      const refusal = decideAsking(session, standing, wanted, now);
      if (refusal !== null) throw new AppError('not_possible_now', refusal);
      const request = await tx.correctionRequest.create({
        data: { schoolId, sessionId, studentId, wanted, reason, createdAt: now },
      });
      await recordAudit(tx, {
        ...by(student),
        action: 'correction.requested',
        subjectType: 'correction_request',
        subjectId: request.id,
        after: { session_id: sessionId, standing, wanted },
        reason,
      });
      return ownRequest(request);
    });
  } catch (error) {
    if (isTaken(error)) throw new AppError('already_exists', 'You have asked already. Wait for the answer.');
    throw error;
  }
}

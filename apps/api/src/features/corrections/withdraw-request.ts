import type { OwnRequest } from '@hadir/contract/corrections.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError, notFound } from '#http/errors.ts';
import { ownRequest } from './show-own-request.ts';

/**
 * A student takes back an own request that nobody has answered; a proposal that grew of it goes too.
 * @throws AppError not_found, already_decided
 */
export async function withdrawRequest(context: Context, student: ActingPerson, id: string): Promise<OwnRequest> {
  const now = context.now();
  return context.db.$transaction(async (tx) => {
    // Proposals are locked before requests everywhere, so that nobody waits in a ring.
    await tx.$queryRaw`SELECT id FROM change_proposals WHERE request_id = ${id}::uuid ORDER BY id FOR UPDATE`;
    await tx.$queryRaw`SELECT id FROM correction_requests WHERE id = ${id}::uuid FOR UPDATE`;
    const request = await tx.correctionRequest.findFirst({
      where: { id, studentId: student.id, schoolId: student.schoolId },
    });
    if (!request) throw notFound();
    if (request.state !== 'open') throw new AppError('already_decided', 'There is an answer already.');
    const gone = { state: 'withdrawn', decidedAt: now } as const;
    await tx.changeProposal.updateMany({ where: { requestId: id, state: 'open' }, data: gone });
    const after = await tx.correctionRequest.update({ where: { id }, data: gone });
    await recordAudit(tx, {
      ...by(student),
      action: 'correction.withdrawn',
      subjectType: 'correction_request',
      subjectId: id,
      before: { state: request.state },
      after: { session_id: request.sessionId, state: gone.state },
    });
    return ownRequest(after);
  });
}

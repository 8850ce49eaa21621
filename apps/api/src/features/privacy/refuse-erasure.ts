import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError, notFound } from '#http/errors.ts';

/**
 * Refuses a request; the person reads why.
 * @throws AppError not_found, already_decided
 */
export async function refuseErasure(context: Context, admin: Actor, id: string, reason: string): Promise<void> {
  await context.db.$transaction(async (tx) => {
    const request = await tx.erasureRequest.findFirst({ where: { id, schoolId: admin.schoolId } });
    if (!request) throw notFound();
    const { count } = await tx.erasureRequest.updateMany({
      where: { id, state: 'open' },
      data: { state: 'refused', decidedAt: context.now(), decidedById: admin.id, decisionReason: reason },
    });
    if (count === 0) throw new AppError('already_decided', 'This request is decided already.');
    await recordAudit(tx, {
      ...by(admin),
      action: 'erasure.refused',
      subjectType: 'person',
      subjectId: request.personId,
      after: { request_id: id },
      reason,
    });
  });
}

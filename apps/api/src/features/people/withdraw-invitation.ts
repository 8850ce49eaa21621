import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';

/**
 * Takes an unused invitation back.
 * @throws AppError not_found, also for a used one
 */
export async function withdrawInvitation(context: Context, actor: Actor, id: string): Promise<void> {
  await context.db.$transaction(async (tx) => {
    const { count } = await tx.invitation.deleteMany({ where: { id, schoolId: actor.schoolId, usedAt: null } });
    if (count === 0) throw notFound();
    await recordAudit(tx, {
      ...by(actor),
      action: 'invitation.withdrawn',
      subjectType: 'invitation',
      subjectId: id,
    });
  });
}

import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';

/**
 * Takes an unused invitation back.
 * @throws AppError not_found, also for a used one
 */
export async function withdrawInvitation(context: Context, actor: Actor, id: string): Promise<void> {
  await context.db.$transaction(async (tx) => {
    const open = { id, schoolId: actor.schoolId, usedAt: null };
    const before = await tx.invitation.findFirst({ where: open, select: { name: true, email: true, role: true } });
    const { count } = await tx.invitation.deleteMany({ where: open });
    if (!before || count === 0) throw notFound();
    await recordAudit(tx, {
      ...by(actor),
      action: 'invitation.withdrawn',
      subjectType: 'invitation',
      subjectId: id,
      before,
    });
  });
}

import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { endSignIns } from '#features/sign-in/end-sign-ins.ts';
import type { Context } from '#http/context.ts';
import { AppError, notFound } from '#http/errors.ts';

/**
 * A colleague has lost the second factor: it is gone, and every sign-in of theirs ends. Never one's own, or a stolen web
 * session of an admin could do without it.
 * @throws AppError not_found, not_possible_now
 */
export async function resetSecondFactor(context: Context, admin: Actor, id: string, reason: string): Promise<void> {
  if (id === admin.id) throw new AppError('not_possible_now', 'Your own second factor is on your account page.');
  await context.db.$transaction(async (tx) => {
    const where = {
      id,
      schoolId: admin.schoolId,
      role: { in: ['teacher' as const, 'viewer' as const, 'admin' as const] },
    };
    if (!(await tx.person.findFirst({ where, select: { id: true } }))) throw notFound();
    const whose = { personId: id, schoolId: admin.schoolId };
    const { count: apps } = await tx.totpSecret.deleteMany({ where: whose });
    const { count: passkeys } = await tx.passkey.deleteMany({ where: whose });
    await tx.recoveryCode.deleteMany({ where: whose });
    await endSignIns(tx, { id, schoolId: admin.schoolId }, context.now());
    await recordAudit(tx, {
      ...by(admin),
      action: 'second_factor.reset',
      subjectType: 'person',
      subjectId: id,
      before: { apps, passkeys },
      reason,
    });
  });
}

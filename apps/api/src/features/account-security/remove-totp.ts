import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { keepOneFactor } from '#features/passkeys/keep-one-factor.ts';
import { confirmPassword } from '#features/sign-in/confirm-password.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';

/** @throws AppError password_wrong, not_found, not_possible_now for the last one where the school asks for one */
export async function removeTotp(context: Context, actor: Actor, password: string): Promise<void> {
  await confirmPassword(context, actor, password);
  await context.db.$transaction(async (tx) => {
    const whose = { personId: actor.id, schoolId: actor.schoolId };
    const { count } = await tx.totpSecret.deleteMany({ where: { ...whose, confirmedAt: { not: null } } });
    if (count === 0) throw notFound();
    await keepOneFactor(tx, actor);
    await recordAudit(tx, {
      ...by(actor),
      action: 'second_factor.removed',
      subjectType: 'person',
      subjectId: actor.id,
      before: { method: 'totp' },
    });
  });
}

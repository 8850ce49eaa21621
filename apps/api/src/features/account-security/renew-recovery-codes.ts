import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { confirmPassword } from '#features/sign-in/confirm-password.ts';
import { listSecondSteps } from '#features/sign-in/list-second-steps.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';

/** @throws AppError password_wrong, not_possible_now without a second factor */
export async function renewRecoveryCodes(
  context: Context,
  actor: SignedIn & Actor,
  password: string,
): Promise<string[]> {
  await confirmPassword(context, actor, password);
  if ((await listSecondSteps(context, actor)).length === 0) {
    throw new AppError('not_possible_now', 'Recovery codes stand in for a second factor. Add one first.');
  }
  return context.db.$transaction(async (tx) => {
    const codes = await makeRecoveryCodes(tx, actor);
    await recordAudit(tx, {
      ...by(actor),
      action: 'recovery_codes.renewed',
      subjectType: 'person',
      subjectId: actor.id,
      after: { count: codes.length },
    });
    return codes;
  });
}

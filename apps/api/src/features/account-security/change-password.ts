import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { confirmPassword } from '#features/sign-in/confirm-password.ts';
import { hashPassword } from '#features/sign-in/password.ts';
import type { Context } from '#http/context.ts';
import type { Client } from '#http/input.ts';
import type { WebSignIn } from '#http/sign-in.ts';
import { setPassword } from './set-password.ts';

/**
 * Another password; every other sign-in ends.
 * @throws AppError password_wrong
 */
export async function changePassword(
  context: Context,
  person: WebSignIn & Actor & { client: Client },
  given: { password: string; new_password: string },
): Promise<void> {
  await confirmPassword(context, person, given.password);
  const passwordHash = await hashPassword(given.new_password, person.client.address);
  const now = context.now();
  await context.db.$transaction(async (tx) => {
    const ended = await setPassword(tx, person, passwordHash, now, person.signInId);
    await tx.signIn.updateMany({ where: { id: person.signInId }, data: { steppedUpAt: now } });
    await recordAudit(tx, {
      ...by(person),
      action: 'password.changed',
      subjectType: 'person',
      subjectId: person.id,
      after: { sign_ins_ended: ended },
    });
  });
}

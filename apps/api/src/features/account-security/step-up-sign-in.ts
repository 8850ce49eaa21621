import type { UsedCredential } from '@hadir/contract/passkeys.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { confirmPassword } from '#features/sign-in/confirm-password.ts';
import type { Context } from '#http/context.ts';
import type { Client } from '#http/input.ts';
import type { WebSignIn } from '#http/sign-in.ts';
import { checkSecondFactor } from './check-second-factor.ts';

type Given = { password: string } | { code: string } | { credential: UsedCredential };

/** @throws AppError password_wrong, code_wrong, passkey_not_accepted */
export async function stepUpSignIn(
  context: Context,
  person: WebSignIn & Actor & { client: Client },
  given: Given,
): Promise<void> {
  if ('password' in given) await confirmPassword(context, person, given.password);
  else await checkSecondFactor(context, person, given, 'step_up');
  const now = context.now();
  await context.db.$transaction(async (tx) => {
    await tx.signIn.updateMany({
      where: { id: person.signInId, personId: person.id, endedAt: null },
      data: { steppedUpAt: now, ...(!('password' in given) && { secondFactorAt: now }) },
    });
    await recordAudit(tx, {
      ...by(person),
      action: 'sign_in.stepped_up',
      subjectType: 'person',
      subjectId: person.id,
      after: { by: 'password' in given ? 'password' : 'code' in given ? 'code' : 'passkey' },
    });
  });
}

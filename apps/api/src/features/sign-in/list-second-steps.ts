import type { SecondStep } from '@hadir/contract/sign-in.ts';
import type { Role } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';

type Method = SecondStep['second_step']['methods'][number];

/**
 * With what a member of staff goes on after the password; nothing without a second factor. A student's passkeys approve
 * phones and are no step of a sign-in.
 */
export async function listSecondSteps(
  { db }: Pick<Context, 'db'>,
  person: { id: string; schoolId: string; role: Role },
): Promise<Method[]> {
  if (person.role === 'student') return [];
  const whose = { personId: person.id, schoolId: person.schoolId };
  const [app, passkeys, codes] = await Promise.all([
    db.totpSecret.count({ where: { ...whose, confirmedAt: { not: null } } }),
    db.passkey.count({ where: whose }),
    db.recoveryCode.count({ where: { ...whose, usedAt: null } }),
  ]);
  const methods: Method[] = [];
  if (app > 0) methods.push('totp');
  if (passkeys > 0) methods.push('passkey');
  if (methods.length > 0 && codes > 0) methods.push('recovery_code');
  return methods;
}

import type { SecondFactor } from '@hadir/contract/account-security.ts';
import type { Context } from '#http/context.ts';

/** The own second factor, without anything that opens something. */
export async function showSecondFactor(
  { db }: Pick<Context, 'db'>,
  person: { id: string; schoolId: string },
): Promise<SecondFactor> {
  const whose = { personId: person.id, schoolId: person.schoolId };
  const [totp, codes, passkeys, school] = await Promise.all([
    db.totpSecret.findFirst({ where: whose, select: { confirmedAt: true } }),
    db.recoveryCode.count({ where: { ...whose, usedAt: null } }),
    db.passkey.count({ where: whose }),
    db.school.findUniqueOrThrow({ where: { id: person.schoolId }, select: { staffSecondFactor: true } }),
  ]);
  return {
    totp_since: totp?.confirmedAt?.toISOString() ?? null,
    recovery_codes_left: codes,
    passkeys,
    is_required: school.staffSecondFactor,
  };
}

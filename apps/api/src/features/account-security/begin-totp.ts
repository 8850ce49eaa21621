import { generateSecret, generateURI } from 'otplib';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { lockMasterKey } from '#features/enrolment/lock-master-key.ts';
import { confirmPassword } from '#features/sign-in/confirm-password.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { sealTotp } from './seal-totp.ts';

/**
 * A new secret for an authenticator app. It counts once a code of it was given; one that waits is replaced.
 * @returns the secret in base32 and as `otpauth:` address, shown once
 * @throws AppError password_wrong, already_exists
 */
export async function beginTotp(
  context: Context,
  actor: Actor,
  password: string,
): Promise<{ secret: string; uri: string }> {
  await confirmPassword(context, actor, password);
  const secret = generateSecret();
  const { name, email } = await context.db.person.findUniqueOrThrow({ where: { id: actor.id } });
  await context.db.$transaction(async (tx) => {
    const whose = { personId: actor.id, schoolId: actor.schoolId };
    if ((await tx.totpSecret.count({ where: { ...whose, confirmedAt: { not: null } } })) > 0) {
      throw new AppError('already_exists', 'You have an authenticator app already. Remove it first.');
    }
    const data = { ...sealTotp(await lockMasterKey(tx, context.keys), whose, secret), createdAt: context.now() };
    await tx.totpSecret.upsert({
      where: { personId: actor.id },
      create: { ...whose, ...data },
      update: { ...data, confirmedAt: null, lastStep: null },
    });
    await recordAudit(tx, {
      ...by(actor),
      action: 'second_factor.begun',
      subjectType: 'person',
      subjectId: actor.id,
      after: { method: 'totp' },
    });
  });
  return { secret, uri: generateURI({ issuer: 'Hadir', label: email ?? name, secret }) };
}

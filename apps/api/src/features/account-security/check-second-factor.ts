import type { UsedCredential } from '@hadir/contract/passkeys.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { checkPasskey } from '#features/passkeys/check-passkey.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { matchTotp } from './match-totp.ts';
import { spendRecoveryCode } from './recovery-codes.ts';
import { openTotp } from './seal-totp.ts';

type Given = { code: string } | { credential: UsedCredential };

/**
 * A second factor that is right, used up: a code of the app counts once, a recovery code once, a passkey's answer once.
 * @throws AppError code_wrong, passkey_not_accepted
 */
export async function checkSecondFactor(
  context: Context,
  person: Actor,
  given: Given,
  purpose: 'sign_in' | 'step_up',
): Promise<void> {
  const now = context.now();
  if ('credential' in given) {
    const used = await checkPasskey(context, person, purpose, given.credential, now);
    return used.keep(context.db);
  }
  const digits = given.code.replace(/\s/g, '');
  const isRight = /^\d{6}$/.test(digits)
    ? await spendTotp(context, person, digits, now)
    : await spendRecovery(context, person, given.code, now);
  if (!isRight) throw new AppError('code_wrong', 'This code is wrong or was used already.');
}

async function spendTotp(context: Context, person: Actor, code: string, now: Date): Promise<boolean> {
  const whose = { personId: person.id, schoolId: person.schoolId };
  const row = await context.db.totpSecret.findFirst({ where: { ...whose, confirmedAt: { not: null } } });
  if (!row) return false;
  if (!context.keys.find(row.keyVersion)) await context.keys.refresh();
  const secret = tryToOpen(context, row);
  const step = secret && matchTotp(secret, code, now, row.lastStep);
  if (!step) return false;
  // Of two who give one code at once one comes first.
  const { count } = await context.db.totpSecret.updateMany({
    where: { ...whose, createdAt: row.createdAt, OR: [{ lastStep: null }, { lastStep: { lt: step } }] },
    data: { lastStep: step },
  });
  return count === 1;
}

/** A row that was moved or damaged opens nothing; recovery codes and an admin still help. */
function tryToOpen(context: Context, row: Parameters<typeof openTotp>[1]): string | null {
  try {
    return openTotp(context.keys, row);
  } catch (err) {
    context.log.error({ err, personId: row.personId }, 'a second factor does not open');
    return null;
  }
}

async function spendRecovery(context: Context, person: Actor, code: string, now: Date): Promise<boolean> {
  return context.db.$transaction(async (tx) => {
    // Left over from a second factor that was taken away, they open nothing.
    const whose = { personId: person.id, schoolId: person.schoolId };
    const factors = (await tx.totpSecret.count({ where: whose })) + (await tx.passkey.count({ where: whose }));
    if (factors === 0 || !(await spendRecoveryCode(tx, person, code, now))) return false;
    const left = await tx.recoveryCode.count({ where: { ...whose, usedAt: null } });
    await recordAudit(tx, {
      ...by(person),
      action: 'recovery_code.used',
      subjectType: 'person',
      subjectId: person.id,
      after: { left },
    });
    return true;
  });
}

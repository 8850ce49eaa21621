import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { endSignIns } from '#features/sign-in/end-sign-ins.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { matchTotp } from './match-totp.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';
import { openTotp } from './seal-totp.ts';

/**
 * The first code: from now on the app is the second step of every sign-in, and sign-ins without it end.
 * @param signInId the one that goes on
 * @returns recovery codes, shown once
 * @throws AppError code_wrong, not_possible_now when no secret waits
 */
export async function confirmTotp(context: Context, actor: Actor, signInId: string, code: string): Promise<string[]> {
  const now = context.now();
  return context.db.$transaction(async (tx) => {
    const whose = { personId: actor.id, schoolId: actor.schoolId };
    const row = await tx.totpSecret.findFirst({ where: { ...whose, confirmedAt: null } });
    if (!row) throw new AppError('not_possible_now', 'Begin with a new secret.');
    const step = matchTotp(openTotp(context.keys, row), code.replace(/\s/g, ''), now, null);
    if (step === null) throw new AppError('code_wrong', 'This code is wrong.');
    const { count } = await tx.totpSecret.updateMany({
      where: { ...whose, confirmedAt: null, createdAt: row.createdAt },
      data: { confirmedAt: now, lastStep: step },
    });
    if (count === 0) throw new AppError('not_possible_now', 'Begin with a new secret.');
    await endSignIns(tx, actor, now, signInId);
    await tx.signIn.updateMany({ where: { id: signInId, ...whose }, data: { secondFactorAt: now, steppedUpAt: now } });
    await recordAudit(tx, {
      ...by(actor),
      action: 'second_factor.added',
      subjectType: 'person',
      subjectId: actor.id,
      after: { method: 'totp' },
    });
    return makeRecoveryCodes(tx, actor);
  });
}

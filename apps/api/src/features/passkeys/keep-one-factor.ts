import type { Tx } from '#db.ts';
import { AppError } from '#http/errors.ts';

/**
 * After one was taken away: without any second factor recovery codes open nothing, and a school may ask its staff to
 * keep one.
 * @throws AppError not_possible_now
 */
export async function keepOneFactor(tx: Tx, owner: { id: string; schoolId: string }): Promise<void> {
  const whose = { schoolId: owner.schoolId, personId: owner.id };
  const others =
    (await tx.passkey.count({ where: whose })) +
    (await tx.totpSecret.count({ where: { ...whose, confirmedAt: { not: null } } }));
  if (others > 0) return;
  const school = await tx.school.findUniqueOrThrow({ where: { id: owner.schoolId } });
  if (school.staffSecondFactor) throw new AppError('not_possible_now', 'Your school asks for a second factor.');
  await tx.recoveryCode.deleteMany({ where: whose });
}

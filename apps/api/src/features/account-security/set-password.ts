import type { Tx } from '#db.ts';
import { endSignIns } from '#features/sign-in/end-sign-ins.ts';

/**
 * Another password: every link and code that could set one is done with, and every sign-in ends.
 * @param passwordHash PHC string
 * @param but the sign-in that goes on
 * @returns how many sign-ins ended
 */
export async function setPassword(
  tx: Tx,
  person: { id: string; schoolId: string },
  passwordHash: string,
  now: Date,
  but: string | null = null,
): Promise<number> {
  const whose = { personId: person.id, schoolId: person.schoolId, usedAt: null };
  await tx.person.update({ where: { id: person.id, schoolId: person.schoolId }, data: { passwordHash } });
  await tx.passwordReset.updateMany({ where: whose, data: { usedAt: now } });
  await tx.claimCode.updateMany({ where: whose, data: { usedAt: now } });
  return endSignIns(tx, person, now, but);
}

import type { Tx } from '#db.ts';
import { hashCode, newCode } from './one-time-code.ts';

const howMany = 10;

type Owner = { id: string; schoolId: string };

/** Ten new ones in place of all earlier ones. @returns them, to be shown once */
export async function makeRecoveryCodes(tx: Tx, owner: Owner): Promise<string[]> {
  const codes = Array.from({ length: howMany }, () => newCode(4));
  const whose = { personId: owner.id, schoolId: owner.schoolId };
  await tx.recoveryCode.deleteMany({ where: whose });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ ...whose, codeHash: hashCode(`recovery|${owner.id}`, code) })),
  });
  return codes;
}

/** Uses one up; true for one caller only. */
export async function spendRecoveryCode(tx: Tx, owner: Owner, code: string, now: Date): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: {
      ...{ personId: owner.id, schoolId: owner.schoolId, usedAt: null },
      codeHash: hashCode(`recovery|${owner.id}`, code),
    },
    data: { usedAt: now },
  });
  return count === 1;
}

import { by, recordAudit } from '#features/audit/record-audit.ts';
import { findPerson, type PersonName } from '#features/sign-in/find-person.ts';
import { hashPassword, verifyPassword } from '#features/sign-in/password.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import type { Client } from '#http/input.ts';
import { readCode } from './one-time-code.ts';
import { setPassword } from './set-password.ts';

const triesAllowed = 5;

/**
 * A new password by a code that staff have issued. An unknown account, one without a code and a wrong code take the same
 * time and give the same answer.
 * @throws AppError code_wrong
 */
export async function spendResetCode(
  context: Context,
  given: PersonName & { code: string; new_password: string },
  client: Pick<Client, 'address' | 'userAgent'>,
): Promise<void> {
  const person = await findPerson(context, given);
  const row = person?.isOpen ? await countTry(context, person) : null;
  const stored = row && Buffer.from(row.tokenHash).toString();
  if (!(await verifyPassword(readCode(given.code), stored, client.address)) || !row || !person) throw codeWrong();
  const passwordHash = await hashPassword(given.new_password, client.address);
  const now = context.now();
  await context.db.$transaction(async (tx) => {
    const { count } = await tx.passwordReset.updateMany({ where: { id: row.id, usedAt: null }, data: { usedAt: now } });
    if (count === 0) throw codeWrong();
    await setPassword(tx, person, passwordHash, now);
    await recordAudit(tx, {
      ...by({ id: person.id, schoolId: person.schoolId, client }),
      action: 'password.reset',
      subjectType: 'person',
      subjectId: person.id,
      after: { by: 'code', made_by: row.createdById },
    });
  });
}

/** Counted before it is judged, so that many at once are no more than five. */
async function countTry({ db, now }: Context, person: { id: string; schoolId: string }) {
  const [row] = await db.passwordReset.updateManyAndReturn({
    where: {
      ...{ personId: person.id, schoolId: person.schoolId, kind: 'code', usedAt: null },
      ...{ expiresAt: { gt: now() }, tries: { lt: triesAllowed } },
    },
    data: { tries: { increment: 1 } },
  });
  return row ?? null;
}

const codeWrong = () => new AppError('code_wrong', 'Name or code is wrong, or the code is no longer valid.');

import { by, recordAudit } from '#features/audit/record-audit.ts';
import { readNumber } from '#features/sign-in/find-person.ts';
import { lockEmail } from '#features/sign-in/lock-email.ts';
import { hashPassword } from '#features/sign-in/password.ts';
import type { Role } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import type { Client } from '#http/input.ts';
import { isTaken } from '#http/taken.ts';
import { hashCode } from './one-time-code.ts';
import { setPassword } from './set-password.ts';

type Given = { code: string; admission_number: string; password: string; email?: string | undefined };

/**
 * Whoever holds the printed code and knows the admission number makes the record their account. Every wrong combination
 * gives one answer.
 * @throws AppError code_wrong, already_exists for an e-mail that has an account
 */
export async function claimAccount(
  context: Context,
  given: Given,
  client: Pick<Client, 'address' | 'userAgent'>,
): Promise<{ id: string; role: Role }> {
  const now = context.now();
  const usable = {
    ...{ codeHash: hashCode('claim', given.code), usedAt: null, expiresAt: { gt: now } },
    person: { admissionNumber: readNumber(given), passwordHash: null, isActive: true, school: { stoppedAt: null } },
  };
  if (!(await context.db.claimCode.findFirst({ where: usable, select: { id: true } }))) throw codeWrong();
  const passwordHash = await hashPassword(given.password, client.address);
  try {
    return await context.db.$transaction(async (tx) => {
      if (given.email) await refuseInvited(tx, context, given.email);
      // The update decides between two who use one code at once.
      const [used] = await tx.claimCode.updateManyAndReturn({ where: usable, data: { usedAt: now } });
      if (!used) throw codeWrong();
      const person = { id: used.personId, schoolId: used.schoolId };
      await setPassword(tx, person, passwordHash, now);
      const { role } = await tx.person.update({
        where: { id: person.id },
        data: given.email ? { email: given.email } : {},
        select: { role: true },
      });
      await recordAudit(tx, {
        ...by({ ...person, client }),
        action: 'account.claimed',
        subjectType: 'person',
        subjectId: person.id,
        after: { email: given.email ?? null },
      });
      return { id: person.id, role };
    });
  } catch (error) {
    throw isTaken(error) ? emailTaken() : error;
  }
}

async function refuseInvited(tx: Parameters<typeof lockEmail>[0], context: Context, email: string): Promise<void> {
  await lockEmail(tx, email);
  const where = { email, usedAt: null, expiresAt: { gt: context.now() } };
  if (await tx.invitation.findFirst({ where, select: { id: true } })) throw emailTaken();
}

const codeWrong = () =>
  new AppError('code_wrong', 'Code or admission number is wrong, or the code is no longer valid.');
const emailTaken = () => new AppError('already_exists', 'This e-mail has an account already.');

import { recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import type { Client } from '#http/input.ts';
import { isTaken } from '#http/taken.ts';
import { findSchoolByJoinCode } from './find-school.ts';
import { lockEmail } from './lock-email.ts';
import { hashPassword } from './password.ts';

type Registration = { join_code: string; name: string; email: string; password: string };

/**
 * A student registers. The role is not part of the question; an e-mail that is invited as staff is as good as taken.
 * @throws AppError join_code_invalid, already_exists
 */
export async function registerStudent(
  context: Context,
  given: Registration,
  client: Pick<Client, 'address' | 'userAgent'>,
): Promise<{ id: string; role: 'student' }> {
  const school = await findSchoolByJoinCode(context, given.join_code);
  if (!school) throw new AppError('join_code_invalid', 'No school has this join code.');
  const passwordHash = await hashPassword(given.password, client.address);
  try {
    return await context.db.$transaction(async (tx) => {
      await lockEmail(tx, given.email);
      const isInvited = { email: given.email, usedAt: null, expiresAt: { gt: context.now() } };
      if (await tx.invitation.findFirst({ where: isInvited, select: { id: true } })) throw emailTaken();
      const person = await tx.person.create({
        data: { schoolId: school.id, role: 'student', name: given.name, email: given.email, passwordHash },
        select: { id: true, name: true },
      });
      await recordAudit(tx, {
        schoolId: school.id,
        actorId: person.id,
        action: 'person.registered',
        subjectType: 'person',
        subjectId: person.id,
        after: { role: 'student', name: person.name },
        address: client.address,
        userAgent: client.userAgent,
      });
      return { id: person.id, role: 'student' };
    });
  } catch (error) {
    throw isTaken(error) ? emailTaken() : error;
  }
}

const emailTaken = () => new AppError('already_exists', 'This e-mail has an account already. Sign in.');

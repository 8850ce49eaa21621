import { recordAudit } from '#features/audit/record-audit.ts';
import type { Role } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import type { Client } from '#http/input.ts';
import { verifyPassword } from './password.ts';

/**
 * The person behind an e-mail and a password. Unknown e-mail, wrong password and a deactivated account
 * take the same time and give the same answer; failures of known accounts are audited.
 * @throws AppError sign_in_failed
 */
export async function checkSignIn(
  context: Context,
  given: { email: string; password: string },
  client: Pick<Client, 'address' | 'userAgent'>,
): Promise<{ id: string; role: Role }> {
  const person = await context.db.person.findUnique({ where: { email: given.email } });
  const isRight = await verifyPassword(given.password, person?.passwordHash ?? null, client.address);
  if (person && isRight && person.isActive) return { id: person.id, role: person.role };
  if (person) {
    await recordAudit(context.db, {
      schoolId: person.schoolId,
      actorId: null,
      action: 'sign_in.failed',
      subjectType: 'person',
      subjectId: person.id,
      address: client.address,
      userAgent: client.userAgent,
    });
  }
  throw new AppError('sign_in_failed', 'E-mail or password is wrong.');
}

import { by, recordAudit } from '#features/audit/record-audit.ts';
import { hashPassword } from '#features/sign-in/password.ts';
import type { Role } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import type { Client } from '#http/input.ts';
import { isTaken } from '#http/taken.ts';
import { hashToken } from './invitation-token.ts';

/**
 * The invited person sets a password; the invitation decides role, name and e-mail.
 * @throws AppError link_invalid, already_exists
 */
export async function acceptInvitation(
  context: Context,
  given: { token: string; password: string },
  client: Pick<Client, 'address' | 'userAgent'>,
): Promise<{ id: string; role: Role }> {
  const usable = {
    tokenHash: hashToken(given.token),
    usedAt: null,
    expiresAt: { gt: context.now() },
    school: { stoppedAt: null },
  };
  if (!(await context.db.invitation.findFirst({ where: usable, select: { id: true } }))) throw linkInvalid();
  const passwordHash = await hashPassword(given.password, client.address);
  try {
    return await context.db.$transaction(async (tx) => {
      // The update decides between two who use one link at once.
      const [used] = await tx.invitation.updateManyAndReturn({ where: usable, data: { usedAt: context.now() } });
      if (!used) throw linkInvalid();
      const { schoolId, role, name, email, department } = used;
      const person = await tx.person.create({
        data: { schoolId, role, name, email, department, passwordHash },
        select: { id: true, role: true },
      });
      await recordAudit(tx, {
        ...by({ id: person.id, schoolId, client }),
        action: 'invitation.accepted',
        subjectType: 'invitation',
        subjectId: used.id,
        after: { person_id: person.id, role, name },
      });
      return person;
    });
  } catch (error) {
    if (isTaken(error)) throw new AppError('already_exists', 'This e-mail has an account already. Sign in.');
    throw error;
  }
}

function linkInvalid(): AppError {
  return new AppError('link_invalid', 'This invitation is no longer valid. Ask for a new one.');
}

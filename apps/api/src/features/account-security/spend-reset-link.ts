import { by, recordAudit } from '#features/audit/record-audit.ts';
import { hashPassword } from '#features/sign-in/password.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import type { Client } from '#http/input.ts';
import { hashResetToken } from './make-reset-link.ts';
import { setPassword } from './set-password.ts';

/**
 * A new password by a link. Nobody is signed in by it: who has a second factor still needs it.
 * @throws AppError link_invalid
 */
export async function spendResetLink(
  context: Context,
  given: { token: string; new_password: string },
  client: Pick<Client, 'address' | 'userAgent'>,
): Promise<void> {
  const now = context.now();
  const usable = {
    ...{ kind: 'link' as const, tokenHash: hashResetToken(given.token), usedAt: null, expiresAt: { gt: now } },
    person: { isActive: true },
  };
  if (!(await context.db.passwordReset.findFirst({ where: usable, select: { id: true } }))) throw linkInvalid();
  const passwordHash = await hashPassword(given.new_password, client.address);
  await context.db.$transaction(async (tx) => {
    // The update decides between two who use one link at once.
    const [used] = await tx.passwordReset.updateManyAndReturn({ where: usable, data: { usedAt: now } });
    if (!used) throw linkInvalid();
    const person = { id: used.personId, schoolId: used.schoolId };
    await setPassword(tx, person, passwordHash, now);
    await recordAudit(tx, {
      ...by({ ...person, client }),
      action: 'password.reset',
      subjectType: 'person',
      subjectId: person.id,
      after: { by: 'link', made_by: used.createdById },
    });
  });
}

const linkInvalid = () => new AppError('link_invalid', 'This link is no longer valid. Ask for a new one.');

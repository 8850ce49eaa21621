import { destructionGraceDays, type requestDestruction as endpoint } from '@hadir/contract/destruction.ts';
import type { z } from 'zod';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { hashToken, newToken } from '#features/people/invitation-token.ts';
import { confirmPassword } from '#features/sign-in/confirm-password.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { getDestruction, showDestruction } from './destruction-of.ts';

export type Sure = z.output<(typeof endpoint)['body']>;

/**
 * Stops a school at once; everything of it goes after the grace.
 * @throws AppError not_found, password_wrong, invalid_request for another name, not_possible_now a second time
 */
export async function requestDestruction(
  context: Context,
  actor: ActingPerson,
  id: string,
  given: Sure,
): Promise<z.input<(typeof endpoint)['reply']>> {
  await requireSure(context, actor, id, given);
  const now = context.now();
  const token = newToken();
  const shown = await context.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM schools WHERE id = ${id}::uuid FOR UPDATE`;
    const school = await getDestruction(tx, actor, id);
    if (school.destruction) throw new AppError('not_possible_now', 'The school is to be destroyed already.');
    await tx.school.update({ where: { id }, data: { stoppedAt: school.stoppedAt ?? now } });
    await tx.destructionRequest.create({
      data: {
        ...{ schoolId: id, requestedById: actor.id, requestedAt: now, reason: given.reason },
        dueAt: new Date(now.getTime() + destructionGraceDays * 86_400_000),
        tokenHash: hashToken(token),
      },
    });
    await recordAudit(tx, {
      ...by(actor),
      ...{ schoolId: id, action: 'school.stopped', subjectType: 'school', subjectId: id },
      before: { is_stopped: school.stoppedAt !== null },
      after: { is_stopped: true, destroyed_after_days: destructionGraceDays },
      reason: given.reason,
    });
    return showDestruction(tx, actor, id);
  });
  return { ...shown, link: `${context.publicUrl}/destruction#${token}` };
}

/** Whoever destroys a school gives the password and types its name. */
export async function requireSure(context: Context, actor: ActingPerson, id: string, given: Sure): Promise<void> {
  const { name } = await getDestruction(context.db, actor, id);
  await confirmPassword(context, actor, given.password);
  if (given.school_name === name) return;
  throw new AppError('invalid_request', 'That is not the name of the school.', {
    fields: [{ path: 'school_name', message: 'must be the name of the school as it is written' }],
  });
}

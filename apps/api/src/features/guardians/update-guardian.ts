import type { updateGuardian as endpoint, Guardian } from '@hadir/contract/guardians.ts';
import type { z } from 'zod';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { lockGuardian } from './lock-guardian.ts';
import { reachGuardian } from './reach-guardian.ts';
import { showGuardian } from './show-guardian.ts';

/**
 * Changes what is given.
 * @throws AppError not_found, invalid_request
 */
export async function updateGuardian(
  context: Context,
  actor: Actor,
  id: string,
  change: z.output<(typeof endpoint)['body']>,
): Promise<Guardian> {
  return context.db.$transaction(async (tx) => {
    const old = await lockGuardian(tx, actor.schoolId, id);
    const { name = old.name, language = old.language, phone = old.phone, email = old.email } = change;
    const reach = await reachGuardian(tx, actor.schoolId, { phone, email });
    const guardian = await tx.guardian.update({ where: { id }, data: { name, language, ...reach } });
    const [before, after] = [showGuardian(old), showGuardian(guardian)];
    const changed = (['name', 'phone', 'email', 'language'] as const).filter((field) => before[field] !== after[field]);
    if (changed.length > 0) {
      await recordAudit(tx, {
        ...by(actor),
        action: 'guardian.changed',
        subjectType: 'person',
        subjectId: old.studentId,
        before: { guardian_id: id, ...Object.fromEntries(changed.map((field) => [field, before[field]])) },
        after: { guardian_id: id, ...Object.fromEntries(changed.map((field) => [field, after[field]])) },
      });
    }
    return after;
  });
}

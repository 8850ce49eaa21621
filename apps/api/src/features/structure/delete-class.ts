import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { lockClass } from './lock-class.ts';

/**
 * Deletes a class that nobody is in, with its streams. Who was deactivated still counts: their history names it.
 * @throws AppError not_found, not_possible_now
 */
export async function deleteClass(context: Context, actor: Actor, id: string): Promise<void> {
  await context.db.$transaction(async (tx) => {
    const { name, level } = await lockClass(tx, actor.schoolId, id);
    if ((await tx.person.count({ where: { classId: id } })) > 0) {
      throw new AppError('not_possible_now', 'Students are in this class. Move them to another one, or archive it.');
    }
    await tx.schoolClass.delete({ where: { id } });
    await recordAudit(tx, {
      ...by(actor),
      action: 'class.deleted',
      subjectType: 'class',
      subjectId: id,
      before: { name, level },
    });
  });
}

import type { SchoolClass } from '@hadir/contract/structure.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { lockStream } from './lock-stream.ts';
import { showClass } from './show-class.ts';

/**
 * Deletes a stream that nobody is in, deactivated students counted.
 * @throws AppError not_found, not_possible_now
 */
export async function deleteStream(context: Context, actor: Actor, id: string): Promise<SchoolClass> {
  return context.db.$transaction(async (tx) => {
    const { name, capacity, classId } = await lockStream(tx, actor.schoolId, id);
    if ((await tx.person.count({ where: { streamId: id } })) > 0) {
      throw new AppError('not_possible_now', 'Students are in this stream. Move them to another one first.');
    }
    await tx.stream.delete({ where: { id } });
    await recordAudit(tx, {
      ...by(actor),
      action: 'stream.deleted',
      subjectType: 'stream',
      subjectId: id,
      before: { name, capacity, class_id: classId },
    });
    return showClass(tx, classId);
  });
}

import type { updateStream as endpoint, SchoolClass } from '@hadir/contract/structure.ts';
import type { z } from 'zod';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { giveName } from './give-name.ts';
import { lockStream } from './lock-stream.ts';
import { showClass } from './show-class.ts';

/**
 * Renames a stream or changes its capacity.
 * @throws AppError not_found, already_exists, not_possible_now for a capacity below its students
 */
export async function updateStream(
  context: Context,
  actor: Actor,
  id: string,
  change: z.output<(typeof endpoint)['body']>,
): Promise<SchoolClass> {
  return giveName(() =>
    context.db.$transaction(async (tx) => {
      const before = await lockStream(tx, actor.schoolId, id);
      const students = await tx.person.count({ where: { streamId: id, isActive: true } });
      if (change.capacity !== undefined && change.capacity < students) {
        throw new AppError('not_possible_now', `This stream has ${students} students.`, {
          fields: [{ path: 'capacity', message: `must be ${students} at least` }],
        });
      }
      const { name = before.name, capacity = before.capacity } = change;
      await tx.stream.update({ where: { id }, data: { name, capacity } });
      if (name !== before.name || capacity !== before.capacity) {
        await recordAudit(tx, {
          ...by(actor),
          action: 'stream.changed',
          subjectType: 'stream',
          subjectId: id,
          before: { name: before.name, capacity: before.capacity },
          after: { name, capacity },
        });
      }
      return showClass(tx, before.classId);
    }),
  );
}

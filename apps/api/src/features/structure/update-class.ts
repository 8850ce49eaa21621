import type { updateClass as endpoint, SchoolClass } from '@hadir/contract/structure.ts';
import type { z } from 'zod';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { giveName } from './give-name.ts';
import { lockClass } from './lock-class.ts';
import { showClass } from './show-class.ts';

/**
 * Changes what is given. A class is archived once nobody learns in it any more.
 * @throws AppError not_found, already_exists, not_possible_now
 */
export async function updateClass(
  context: Context,
  actor: Actor,
  id: string,
  change: z.output<(typeof endpoint)['body']>,
): Promise<SchoolClass> {
  const { is_archived: isArchived, name, level } = change;
  return giveName(() =>
    context.db.$transaction(async (tx) => {
      const found = await lockClass(tx, actor.schoolId, id);
      if (isArchived && (await tx.person.count({ where: { classId: id, isActive: true } })) > 0) {
        throw new AppError('not_possible_now', 'Students are in this class. Move them to another one first.');
      }
      await tx.schoolClass.update({
        where: { id },
        data: {
          ...(name !== undefined && { name }),
          ...(level !== undefined && { level }),
          ...(isArchived !== undefined && { archivedAt: isArchived ? (found.archivedAt ?? context.now()) : null }),
        },
      });
      const shown = await showClass(tx, id);
      const before = { name: found.name, level: found.level, is_archived: found.archivedAt !== null };
      const after = { name: shown.name, level: shown.level, is_archived: shown.is_archived };
      if (JSON.stringify(before) === JSON.stringify(after)) return shown;
      await recordAudit(tx, {
        ...by(actor),
        action: 'class.changed',
        subjectType: 'class',
        subjectId: id,
        before,
        after,
      });
      return shown;
    }),
  );
}

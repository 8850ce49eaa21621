import type { createClass as endpoint, SchoolClass } from '@hadir/contract/structure.ts';
import type { z } from 'zod';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { giveName } from './give-name.ts';
import { showClass } from './show-class.ts';

/** @throws AppError already_exists for a name that a class of the school has, whatever the case */
export async function createClass(
  context: Context,
  actor: Actor,
  given: z.output<(typeof endpoint)['body']>,
): Promise<SchoolClass> {
  const { schoolId } = actor;
  return giveName(() =>
    context.db.$transaction(async (tx) => {
      const { id } = await tx.schoolClass.create({ data: { ...given, schoolId }, select: { id: true } });
      await recordAudit(tx, {
        ...by(actor),
        action: 'class.made',
        subjectType: 'class',
        subjectId: id,
        after: given,
      });
      return showClass(tx, id);
    }),
  );
}

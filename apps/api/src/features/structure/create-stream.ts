import type { createStream as endpoint, SchoolClass } from '@hadir/contract/structure.ts';
import type { z } from 'zod';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { giveName } from './give-name.ts';
import { lockClass } from './lock-class.ts';
import { showClass } from './show-class.ts';

/** @throws AppError not_found, already_exists for a name that a stream of the class has, whatever the case */
export async function createStream(
  context: Context,
  actor: Actor,
  classId: string,
  given: z.output<(typeof endpoint)['body']>,
): Promise<SchoolClass> {
  const { schoolId } = actor;
  return giveName(() =>
    context.db.$transaction(async (tx) => {
      await lockClass(tx, schoolId, classId);
      const { id } = await tx.stream.create({ data: { ...given, classId, schoolId }, select: { id: true } });
      await recordAudit(tx, {
        ...by(actor),
        action: 'stream.made',
        subjectType: 'stream',
        subjectId: id,
        after: { ...given, class_id: classId },
      });
      return showClass(tx, classId);
    }),
  );
}

import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';

/**
 * Takes the own open request back.
 * @throws AppError not_found where none is open
 */
export async function withdrawErasureRequest(context: Context, person: Actor): Promise<void> {
  await context.db.$transaction(async (tx) => {
    const [row] = await tx.erasureRequest.updateManyAndReturn({
      where: { personId: person.id, schoolId: person.schoolId, state: 'open' },
      data: { state: 'withdrawn', decidedAt: context.now() },
    });
    if (!row) throw notFound();
    await recordAudit(tx, {
      ...by(person),
      action: 'erasure.withdrawn',
      subjectType: 'person',
      subjectId: person.id,
      after: { request_id: row.id },
    });
  });
}

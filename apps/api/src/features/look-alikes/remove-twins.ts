import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';

/** @throws AppError not_found */
export async function removeTwins({ db }: Pick<Context, 'db'>, admin: Actor, id: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const where = { id, schoolId: admin.schoolId };
    const pair = await tx.twinPair.findFirst({ where });
    if (!pair || (await tx.twinPair.deleteMany({ where })).count === 0) throw notFound();
    await recordAudit(tx, {
      ...by(admin),
      action: 'twins.removed',
      subjectType: 'twin_pair',
      subjectId: id,
      before: { person_ids: [pair.personAId, pair.personBId], reason: pair.reason },
    });
  });
}

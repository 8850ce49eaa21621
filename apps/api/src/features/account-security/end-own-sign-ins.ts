import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { endSignIns } from '#features/sign-in/end-sign-ins.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';

/**
 * Signs the person out on one browser, or on all.
 * @param which one, or all but the one that goes on
 * @throws AppError not_found for one that is somebody else's or over
 */
export async function endOwnSignIns(
  context: Context,
  actor: Actor,
  which: { id: string } | { allBut: string | null },
): Promise<void> {
  const now = context.now();
  await context.db.$transaction(async (tx) => {
    const count =
      'id' in which
        ? (
            await tx.signIn.updateMany({
              where: { id: which.id, personId: actor.id, schoolId: actor.schoolId, endedAt: null },
              data: { endedAt: now },
            })
          ).count
        : await endSignIns(tx, actor, now, which.allBut);
    if (count === 0 && 'id' in which) throw notFound();
    if (count === 0) return;
    await recordAudit(tx, {
      ...by(actor),
      action: 'sign_in.ended',
      subjectType: 'person',
      subjectId: actor.id,
      after: { browsers: count },
    });
  });
}

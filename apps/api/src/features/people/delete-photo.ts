import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';

/** @throws AppError not_found, also where there is no photo */
export async function deletePhoto(context: Context, admin: Actor, personId: string): Promise<void> {
  await context.db.$transaction(async (tx) => {
    const { count } = await tx.personPhoto.deleteMany({ where: { personId, schoolId: admin.schoolId } });
    if (count === 0) throw notFound();
    await recordAudit(tx, {
      ...by(admin),
      action: 'person_photo.deleted',
      subjectType: 'person',
      subjectId: personId,
    });
  });
}

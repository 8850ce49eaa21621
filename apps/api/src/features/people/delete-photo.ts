import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';

/** @throws AppError not_found, also where there is no photo */
export async function deletePhoto(context: Context, admin: Actor, personId: string): Promise<void> {
  await context.db.$transaction(async (tx) => {
    const own = { personId, schoolId: admin.schoolId };
    const photo = await tx.personPhoto.findFirst({ where: own, select: { mediaType: true, createdAt: true } });
    const { count } = await tx.personPhoto.deleteMany({ where: own });
    if (!photo || count === 0) throw notFound();
    await recordAudit(tx, {
      ...by(admin),
      action: 'person_photo.deleted',
      subjectType: 'person',
      subjectId: personId,
      before: { media_type: photo.mediaType, created_at: photo.createdAt.toISOString() },
    });
  });
}

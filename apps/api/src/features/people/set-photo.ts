import type { setPhoto as endpoint, PersonPhoto } from '@hadir/contract/photos.ts';
import type { z } from 'zod';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { lockPerson } from './lock-person.ts';
import { readPhoto } from './read-photo.ts';
import { showPhoto } from './show-photo.ts';

/**
 * Sets or replaces the school's photo of a person. The audit says that it changed, not what it shows.
 * @throws AppError not_found, photo_not_accepted
 */
export async function setPhoto(
  context: Context,
  admin: Actor,
  personId: string,
  given: z.output<(typeof endpoint)['body']>,
): Promise<PersonPhoto> {
  return context.db.$transaction(async (tx) => {
    const person = await lockPerson(tx, admin.schoolId, personId);
    const own = { personId, schoolId: admin.schoolId };
    const before = await tx.personPhoto.findFirst({ where: own, select: { mediaType: true, createdAt: true } });
    const bytes = new Uint8Array(readPhoto(given.media_type, Buffer.from(given.data, 'base64')));
    const photo = { mediaType: given.media_type, bytes, createdById: admin.id, createdAt: context.now() };
    await tx.personPhoto.upsert({
      where: { personId },
      create: { ...photo, ...own },
      update: photo,
    });
    await recordAudit(tx, {
      ...by(admin),
      action: 'person_photo.set',
      subjectType: 'person',
      subjectId: personId,
      before: before && { media_type: before.mediaType, added_at: before.createdAt.toISOString() },
      after: { media_type: given.media_type, bytes: bytes.length },
    });
    return showPhoto(tx, person);
  });
}

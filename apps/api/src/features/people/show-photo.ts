import { type PersonPhoto, PhotoMediaType } from '@hadir/contract/photos.ts';
import type { Tx } from '#db.ts';
import { notFound } from '#http/errors.ts';

/**
 * The photo of somebody whom the caller may see.
 * @throws AppError not_found where there is none
 */
export async function showPhoto(tx: Tx, person: { id: string; schoolId: string }): Promise<PersonPhoto> {
  const photo = await tx.personPhoto.findFirst({ where: { personId: person.id, schoolId: person.schoolId } });
  if (!photo) throw notFound();
  const author = photo.createdById
    ? await tx.person.findUnique({ where: { id: photo.createdById }, select: { name: true } })
    : null;
  return {
    media_type: PhotoMediaType.parse(photo.mediaType),
    data: Buffer.from(photo.bytes).toString('base64'),
    added_at: photo.createdAt.toISOString(),
    added_by: author?.name ?? null,
  };
}

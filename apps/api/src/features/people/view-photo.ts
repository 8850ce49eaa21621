import type { PersonPhoto } from '@hadir/contract/photos.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { ownStudents } from './own-students.ts';
import { showPhoto } from './show-photo.ts';

/**
 * The school's photo of a student whom this teacher teaches, of anybody for an admin, of oneself. Audited.
 * @throws AppError not_found
 */
export async function viewPhoto(context: Context, reader: ActingPerson, personId: string): Promise<PersonPhoto> {
  return context.db.$transaction(async (tx) => {
    const person = await tx.person.findFirst({
      where: { id: personId, schoolId: reader.schoolId, ...seenBy(reader) },
      select: { id: true, schoolId: true },
    });
    if (!person) throw notFound();
    const photo = await showPhoto(tx, person);
    await recordAudit(tx, {
      ...by(reader),
      action: 'person_photo.viewed',
      subjectType: 'person',
      subjectId: personId,
    });
    return photo;
  });
}

/** Students see nobody else. */
function seenBy(reader: ActingPerson): Prisma.PersonWhereInput {
  const { id, role } = reader;
  if (role === 'admin') return {};
  if (role === 'student') return { AND: [{ id }] };
  return { OR: [{ id }, ownStudents(reader)] };
}

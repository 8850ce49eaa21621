import type { ReviewDetail } from '@hadir/contract/review.ts';
import type { Tx } from '#db.ts';
import { ownStudents } from '#features/people/own-students.ts';
import { isId } from '#http/id.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { type AttemptFacts, detailOf } from './load-evidence.ts';

/**
 * Who else the face of a mark was close to, so that staff can compare the two; a teacher is shown students they teach
 * only.
 */
export async function findNearestPerson(
  tx: Tx,
  reader: SignedIn,
  attempt: AttemptFacts | null,
): Promise<ReviewDetail['came']['nearest']> {
  const id = attempt && detailOf(attempt, 12)?.nearest_person;
  if (!isId(id)) return null;
  const isSeen = reader.role === 'admin' ? {} : ownStudents(reader);
  const person = await tx.person.findFirst({
    where: { id, schoolId: reader.schoolId, ...isSeen },
    select: { id: true, name: true, photo: { select: { personId: true } } },
  });
  return person && { id: person.id, name: person.name, has_photo: person.photo !== null };
}

import type { NewStudent } from '@hadir/contract/students.ts';
import type { Tx } from '#db.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { takePlaceInClass } from '#features/structure/take-place-in-class.ts';
import { refuseTaken } from './refuse-taken.ts';
import { studentValues } from './student-values.ts';

/**
 * A student's record without an account, in a transaction of the caller's, so that many can be made as one.
 * @returns the id
 * @throws AppError already_exists, not_found and not_possible_now that name the field; P2002 where somebody else
 * took the e-mail or the number at the same moment
 */
export async function createStudent(tx: Tx, actor: Actor, given: NewStudent, now: Date): Promise<string> {
  const { schoolId } = actor;
  const { class_id: classId = null, stream_id: streamId = null, ...values } = given;
  await refuseTaken(tx, schoolId, { email: given.email, admissionNumber: given.admission_number }, null, now);
  await takePlaceInClass(tx, schoolId, { classId, streamId }, null);
  const { id } = await tx.person.create({
    data: { ...studentValues(values), name: given.name, role: 'student', schoolId, classId, streamId, createdAt: now },
    select: { id: true },
  });
  await recordAudit(tx, {
    ...by(actor),
    action: 'person.made',
    subjectType: 'person',
    subjectId: id,
    after: { role: 'student', ...given },
  });
  return id;
}

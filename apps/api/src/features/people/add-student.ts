import type { NewStudent, PersonRecord } from '@hadir/contract/students.ts';
import type { ActingPerson } from '#features/audit/record-audit.ts';
import { lockEmail } from '#features/sign-in/lock-email.ts';
import type { Context } from '#http/context.ts';
import { createStudent } from './create-student.ts';
import { getPerson } from './get-person.ts';
import { whileUnique } from './while-unique.ts';

/**
 * An admin makes one student's record.
 * @throws AppError already_exists, not_found, not_possible_now
 */
export async function addStudent(context: Context, admin: ActingPerson, given: NewStudent): Promise<PersonRecord> {
  const unique = { email: given.email, admissionNumber: given.admission_number };
  return whileUnique(context, admin.schoolId, unique, null, () =>
    context.db.$transaction(async (tx) => {
      if (given.email) await lockEmail(tx, given.email);
      const id = await createStudent(tx, admin, given, context.now());
      return getPerson({ db: tx }, admin, id);
    }),
  );
}

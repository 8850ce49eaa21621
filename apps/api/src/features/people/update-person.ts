import type { PersonChange, PersonRecord } from '@hadir/contract/students.ts';
import type { Tx } from '#db.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { lockEmail } from '#features/sign-in/lock-email.ts';
import { takePlaceInClass } from '#features/structure/take-place-in-class.ts';
import type { Person } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { decidePlaceInClass } from './decide-place-in-class.ts';
import { getPerson } from './get-person.ts';
import { lockPerson } from './lock-person.ts';
import { refuseTaken } from './refuse-taken.ts';
import { studentValues } from './student-values.ts';
import { whileUnique } from './while-unique.ts';

/**
 * Changes what is given of a student; of staff the name and the department.
 * @throws AppError not_found, already_exists, invalid_request, not_possible_now
 */
export async function updatePerson(
  context: Context,
  admin: ActingPerson,
  id: string,
  change: PersonChange,
): Promise<PersonRecord> {
  const { schoolId } = admin;
  const unique = { email: change.email, admissionNumber: change.admission_number };
  return whileUnique(context, schoolId, unique, id, () =>
    context.db.$transaction(async (tx) => {
      if (change.email) await lockEmail(tx, change.email);
      const person = await lockPerson(tx, schoolId, id);
      refuseForeignFields(person, change);
      const isOther = {
        email: change.email !== person.email,
        number: change.admission_number !== person.admissionNumber,
      };
      const taking = {
        ...(isOther.email && { email: change.email }),
        ...(isOther.number && { admissionNumber: change.admission_number }),
      };
      await refuseTaken(tx, schoolId, taking, id, context.now());
      const place = decidePlaceInClass(person, change);
      if (place.isNew) await takePlaceInClass(tx, schoolId, place, id);
      const before = await getPerson({ db: tx }, admin, id);
      const { department, ...values } = change;
      await tx.person.update({
        where: { id },
        data: {
          ...studentValues(values),
          ...(department !== undefined && { department: department || null }),
          ...(place.isNew && { classId: place.classId, streamId: place.streamId }),
        },
      });
      if (change.email !== undefined && isOther.email) await endMailedLinks(tx, person, context.now());
      const after = await getPerson({ db: tx }, admin, id);
      const changed = changedFields(before, after);
      if (changed.length > 0) {
        await recordAudit(tx, {
          ...by(admin),
          action: 'person.changed',
          subjectType: 'person',
          subjectId: id,
          before: Object.fromEntries(changed.map((name) => [name, before[name]])),
          after: Object.fromEntries(changed.map((name) => [name, after[name]])),
        });
      }
      return after;
    }),
  );
}

/** Whoever reads the earlier mailbox gets in no more. After the change: a link that was on its way is here by then. */
async function endMailedLinks(tx: Tx, person: Person, now: Date): Promise<void> {
  await tx.passwordReset.updateMany({
    where: { personId: person.id, schoolId: person.schoolId, kind: 'link', createdById: null, usedAt: null },
    data: { usedAt: now },
  });
}

const kept = ['name', 'email', 'admission_number', 'born_on', 'gender', 'class', 'stream', 'department'] as const;

function changedFields(before: PersonRecord, after: PersonRecord) {
  return kept.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** What only students have, what only staff have, and that somebody keeps what they are known by. */
function refuseForeignFields(person: Person, change: PersonChange): void {
  const isStudent = person.role === 'student';
  const own: readonly string[] = isStudent
    ? Object.keys(change).filter((name) => name !== 'department')
    : ['name', 'department'];
  const foreign = Object.keys(change).filter((name) => !own.includes(name));
  if (foreign.length > 0) throw invalid(foreign, isStudent ? 'only staff have this' : 'only students have this');
  const { email = person.email, admission_number: number = person.admissionNumber } = change;
  if (isStudent && email === null && number === null) {
    throw invalid(['admission_number', 'email'], 'one of the two must stay');
  }
}

function invalid(paths: readonly string[], message: string): AppError {
  return new AppError('invalid_request', 'This person cannot be changed so.', {
    fields: paths.map((path) => ({ path, message })),
  });
}

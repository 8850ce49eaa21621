import type { PersonRecord } from '@hadir/contract/students.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { takePlaceInClass } from '#features/structure/take-place-in-class.ts';
import type { Context } from '#http/context.ts';
import { getPerson } from './get-person.ts';
import { lockPerson } from './lock-person.ts';

/**
 * Lets a deactivated person in again; a student needs a free place in the stream they were in.
 * @throws AppError not_found, also when the class is archived, not_possible_now when the stream is full
 */
export async function reactivatePerson(context: Context, admin: ActingPerson, id: string): Promise<PersonRecord> {
  const { schoolId } = admin;
  return context.db.$transaction(async (tx) => {
    const person = await lockPerson(tx, schoolId, id);
    if (person.isActive) return getPerson({ db: tx }, admin, id);
    await takePlaceInClass(tx, schoolId, person, id);
    await tx.person.update({ where: { id }, data: { isActive: true, deactivatedAt: null } });
    await recordAudit(tx, {
      ...by(admin),
      action: 'person.reactivated',
      subjectType: 'person',
      subjectId: id,
      before: { is_active: false },
      after: { is_active: true },
    });
    return getPerson({ db: tx }, admin, id);
  });
}

import { type Guardian, mostGuardians, type NewGuardian } from '@hadir/contract/guardians.ts';
import type { Tx } from '#db.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { lockPerson } from '#features/people/lock-person.ts';
import { AppError, notFound } from '#http/errors.ts';
import { reachGuardian } from './reach-guardian.ts';
import { showGuardian } from './show-guardian.ts';

/**
 * Adds a guardian of a student, in a transaction of the caller's.
 * @throws AppError not_found, invalid_request, not_possible_now when there are ten already
 */
export async function createGuardian(tx: Tx, actor: Actor, studentId: string, given: NewGuardian): Promise<Guardian> {
  const { schoolId } = actor;
  const student = await lockPerson(tx, schoolId, studentId);
  if (student.role !== 'student') throw notFound();
  if ((await tx.guardian.count({ where: { studentId } })) >= mostGuardians) {
    throw new AppError('not_possible_now', `A student has ${mostGuardians} guardians at most.`);
  }
  const reach = await reachGuardian(tx, schoolId, given);
  const { name, language } = given;
  const guardian = await tx.guardian.create({ data: { schoolId, studentId, name, language, ...reach } });
  await recordAudit(tx, {
    ...by(actor),
    action: 'guardian.added',
    subjectType: 'person',
    subjectId: studentId,
    after: { guardian_id: guardian.id, name, language, ...reach },
  });
  return showGuardian(guardian);
}

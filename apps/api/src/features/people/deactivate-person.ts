import type { PersonRecord } from '@hadir/contract/students.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { endSignIns } from '#features/sign-in/end-sign-ins.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { getPerson } from './get-person.ts';
import { lockPerson } from './lock-person.ts';

/**
 * From the next request on this person is signed in nowhere and no mark of theirs counts; their history stays. Nobody
 * deactivates themselves, so a school keeps an admin.
 * @throws AppError not_found, not_possible_now; not_signed_in, not_allowed for who is no admin any more
 */
export async function deactivatePerson(
  context: Context,
  admin: ActingPerson,
  id: string,
  reason: string,
): Promise<PersonRecord> {
  const { schoolId } = admin;
  return context.db.$transaction(async (tx) => {
    // One after the other: of two admins who deactivate each other, or take each other's role, the second is none any more.
    await tx.$queryRaw`SELECT id FROM schools WHERE id = ${schoolId}::uuid FOR NO KEY UPDATE`;
    const person = await lockPerson(tx, schoolId, id);
    const actor = await tx.person.findFirst({ where: { id: admin.id, isActive: true }, select: { role: true } });
    if (!actor) throw new AppError('not_signed_in', 'Please sign in.');
    if (actor.role !== 'admin') throw new AppError('not_allowed', 'Your account may not do this.');
    if (person.id === admin.id) throw new AppError('not_possible_now', 'You cannot deactivate yourself.');
    if (!person.isActive) return getPerson({ db: tx }, admin, id);
    await tx.person.update({ where: { id }, data: { isActive: false, deactivatedAt: context.now() } });
    // So that a later reactivation does not bring a forgotten browser back.
    await endSignIns(tx, person, context.now());
    await recordAudit(tx, {
      ...by(admin),
      action: 'person.deactivated',
      subjectType: 'person',
      subjectId: id,
      before: { is_active: true },
      after: { is_active: false },
      reason,
    });
    return getPerson({ db: tx }, admin, id);
  });
}

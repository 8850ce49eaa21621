import type { HardDelete } from '@hadir/contract/courses.ts';
import type { z } from 'zod';
import type { Tx } from '#db.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { eraseDeletedTemplates } from '#features/enrolment/erase-deleted-templates.ts';
import { forgetFaces } from '#features/enrolment/roster-faces.ts';
import { lockImports } from '#features/imports/lock-imports.ts';
import { confirmPassword } from '#features/sign-in/confirm-password.ts';
import type { Context } from '#http/context.ts';
import { AppError, notFound } from '#http/errors.ts';
import { eraseAuditPayloads } from './erase-audit-payloads.ts';
import { type ErasedPerson, readErasedPerson } from './erased-person.ts';
import { erasureSteps } from './erasure-steps.ts';

/** A school of many years has many rows to look through. */
const longest = { timeout: 5 * 60_000 };

/**
 * Erases a person: face, positions, phones, addresses, name and everything else that is personal, in rows, vault, audit
 * and outbox. Records, their statuses and enrollments stay, so no percentage changes.
 * @throws AppError not_found, password_wrong, not_possible_now for oneself, already_decided for somebody erased,
 *   invalid_request for a reason that names the person
 */
export async function erasePerson(
  context: Context,
  admin: ActingPerson,
  id: string,
  given: z.output<typeof HardDelete>,
): Promise<void> {
  await requireErasable(context, admin, id);
  await confirmPassword(context, admin, given.password);
  await context.db.$transaction(async (tx) => {
    // An import that has read its rows would make the person anew.
    await lockImports(tx, admin.schoolId);
    // Stronger than `lockPerson`: marks under way are waited for, since they refer to the person.
    await tx.$queryRaw`SELECT id FROM people WHERE id = ${id}::uuid FOR UPDATE`;
    const { role } = await requireErasable({ db: tx }, admin, id);
    const erased = await readErasedPerson(tx, admin.schoolId, id);
    requireNameless(given.reason, erased);
    await tx.erasureRequest.updateMany({
      where: { personId: id, schoolId: admin.schoolId, state: 'open' },
      data: { state: 'accepted', decidedAt: context.now(), decidedById: admin.id },
    });
    const payloads = await eraseAuditPayloads(tx, erased);
    for (const step of erasureSteps) await tx.$executeRaw(step.run(erased));
    const records = await tx.attendanceRecord.count({ where: { studentId: id } });
    const attempts = await tx.attendanceAttempt.count({ where: { studentId: id } });
    await recordAudit(tx, {
      ...by(admin),
      action: 'person.erased',
      subjectType: 'person',
      subjectId: id,
      after: { role, records_kept: records, attempts_stripped: attempts, audit_details_erased: payloads },
      reason: given.reason,
    });
  }, longest);
  forgetFaces(context.db, id);
  await eraseDeletedTemplates(context);
}

async function requireErasable({ db }: { db: Tx }, admin: ActingPerson, id: string) {
  const person = await db.person.findFirst({
    where: { id, schoolId: admin.schoolId, role: { not: 'super_admin' } },
    select: { role: true, erasedAt: true },
  });
  if (!person) throw notFound();
  if (id === admin.id) throw new AppError('not_possible_now', 'Another admin has to erase your account.');
  if (person.erasedAt) throw new AppError('already_decided', 'This person is erased already.');
  return person;
}

/** The reason is kept in the audit for years. */
function requireNameless(reason: string, { words }: ErasedPerson): void {
  const text = JSON.stringify(reason.toLowerCase());
  if (!words.some(({ pattern }) => new RegExp(pattern).test(text))) return;
  throw new AppError('invalid_request', 'The reason must not name the person: it is kept.', {
    fields: [{ path: 'reason', message: 'must not name the person' }],
  });
}

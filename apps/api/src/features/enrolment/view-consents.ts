import type { Consents } from '@hadir/contract/consent.ts';
import type { ActingPerson } from '#features/audit/record-audit.ts';
import { recordView } from '#features/audit/record-view.ts';
import { getOwnStudent } from '#features/people/get-own-student.ts';
import type { Context } from '#http/context.ts';
import { listConsents } from './list-consents.ts';

/**
 * Staff look at the consents of one of their students; the view is audited.
 * @throws AppError not_found
 */
export async function viewConsents(context: Context, staff: ActingPerson, studentId: string): Promise<Consents> {
  const student = await getOwnStudent(context.db, staff, studentId);
  await recordView(context, staff, 'consents.viewed', { type: 'person', id: student.id });
  return listConsents(context.db, { id: student.id, schoolId: staff.schoolId }, context.now());
}

import type { Guardian } from '@hadir/contract/guardians.ts';
import { getOwnStudent } from '#features/people/get-own-student.ts';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { showGuardian } from './show-guardian.ts';

/**
 * Guardians of a student by name.
 * @throws AppError not_found
 */
export async function listGuardians(
  context: Pick<Context, 'db'>,
  reader: SignedIn,
  studentId: string,
): Promise<Guardian[]> {
  await getOwnStudent(context.db, reader, studentId);
  const rows = await context.db.guardian.findMany({
    where: { studentId, schoolId: reader.schoolId },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map(showGuardian);
}

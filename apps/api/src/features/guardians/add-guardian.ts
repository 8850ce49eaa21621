import type { Guardian, NewGuardian } from '@hadir/contract/guardians.ts';
import type { Actor } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { createGuardian } from './create-guardian.ts';

/**
 * An admin adds one guardian.
 * @throws AppError not_found, invalid_request, not_possible_now
 */
export async function addGuardian(
  context: Context,
  admin: Actor,
  studentId: string,
  given: NewGuardian,
): Promise<Guardian> {
  return context.db.$transaction((tx) => createGuardian(tx, admin, studentId, given));
}

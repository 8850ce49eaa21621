import type { RetentionRun } from '@hadir/contract/privacy.ts';
import type { ActingPerson } from '#features/audit/record-audit.ts';
import { confirmPassword } from '#features/sign-in/confirm-password.ts';
import type { Context } from '#http/context.ts';
import { applyRetention } from './apply-retention.ts';

/**
 * An admin has the daily round run now.
 * @throws AppError password_wrong
 */
export async function runRetention(context: Context, admin: ActingPerson, password: string): Promise<RetentionRun> {
  await confirmPassword(context, admin, password);
  return applyRetention(context, admin.schoolId, { isDryRun: false, actor: admin });
}

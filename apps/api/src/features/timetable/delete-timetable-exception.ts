import type { ActingPerson } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { removeException } from './remove-exception.ts';

/** A day is as its rule says again; throws what `removeException` throws. */
export async function deleteTimetableException(
  context: Context,
  actor: ActingPerson,
  ruleId: string,
  day: string,
): Promise<void> {
  await context.db.$transaction((tx) => removeException(tx, actor, ruleId, day, context.now()));
}

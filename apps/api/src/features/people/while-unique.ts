import type { Context } from '#http/context.ts';
import { isTaken } from '#http/taken.ts';
import { refuseTaken, type Unique } from './refuse-taken.ts';

/**
 * Runs a transaction that writes an e-mail or an admission number. When somebody else was faster by a moment, it says
 * which of them is taken.
 * @throws AppError already_exists that names the field
 */
export async function whileUnique<T>(
  context: Pick<Context, 'db' | 'now'>,
  schoolId: string,
  unique: Unique,
  self: string | null,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isTaken(error)) await refuseTaken(context.db, schoolId, unique, self, context.now());
    throw error;
  }
}

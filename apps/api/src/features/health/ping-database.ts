import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';

const patienceMs = 2000;

/**
 * Asks the database for one row.
 * @throws AppError unavailable, also when the answer takes longer than two seconds
 */
export async function pingDatabase(context: Pick<Context, 'pool'>): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('no answer in time')), patienceMs);
  try {
    await Promise.race([context.pool.query('select 1'), late.promise]);
  } catch (cause) {
    throw new AppError('unavailable', 'The database does not answer.', { cause, retryAfterS: 5 });
  } finally {
    clearTimeout(timer);
  }
}

import { AppError } from '#http/errors.ts';
import { isTaken } from '#http/taken.ts';

/**
 * Runs what gives a class or a stream its name.
 * @throws AppError already_exists when the name is given already
 */
export async function giveName<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new AppError('already_exists', 'This name is given already.', {
      fields: [{ path: 'name', message: 'is given already' }],
    });
  }
}

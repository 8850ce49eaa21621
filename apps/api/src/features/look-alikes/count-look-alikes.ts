import type { Context } from '#http/context.ts';
import { isOpen } from './list-look-alikes.ts';

/** Look-alikes of the school that wait for a verdict. */
export async function countLookAlikes({ db }: Pick<Context, 'db'>, schoolId: string): Promise<{ open: number }> {
  return { open: await db.duplicateFace.count({ where: { schoolId, ...isOpen } }) };
}

import type { Context } from '#http/context.ts';
import { lateErasureSteps } from './erasure-steps.ts';

/** No request lasts so long; twice the time between two daily rounds. */
const lateMs = 48 * 3_600_000;

/**
 * Takes what a request wrote about a person who was erased while it was under way. Done twice it is the same.
 * @returns people who were looked after
 */
export async function eraseLateRows({ db, now }: Pick<Context, 'db' | 'now'>): Promise<number> {
  const since = new Date(now().getTime() - lateMs);
  const people = await db.person.findMany({
    where: { erasedAt: { gte: since } },
    select: { id: true, schoolId: true },
  });
  for (const { id, schoolId } of people) {
    for (const step of lateErasureSteps) {
      await db.$executeRaw(step.run({ id, schoolId, ids: [id], words: [] }));
    }
  }
  return people.length;
}

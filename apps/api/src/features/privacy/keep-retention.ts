import type { Context } from '#http/context.ts';
import { applyRetention } from './apply-retention.ts';

/**
 * The daily round: forgets what each school keeps no longer. A school whose round fails holds up no other.
 * @returns rows that went or were made coarse, in all schools
 * @throws AggregateError
 */
export async function keepRetention(context: Pick<Context, 'db' | 'vault' | 'now'>): Promise<number> {
  const schools = await context.db.school.findMany({ select: { id: true } });
  let forgotten = 0;
  const failures: unknown[] = [];
  for (const { id } of schools) {
    try {
      const { counts } = await applyRetention(context, id, { isDryRun: false, actor: null });
      forgotten += Object.values(counts).reduce((sum, count) => sum + count, 0);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Retention failed for some schools.');
  return forgotten;
}

import type { Tx } from '#db.ts';
import { recordAudit } from './record-audit.ts';

/** How much of a school was forgotten because it is old. */
export type Forgotten = { schoolId: string; count: number };

/**
 * Writes, in the transaction that does it, that old data were forgotten; nobody was signed in.
 * @param what in a word, such as `positions`
 * @returns how much it was in all schools
 */
export async function recordRetention(tx: Tx, what: string, forgotten: readonly Forgotten[]): Promise<number> {
  for (const { schoolId, count } of forgotten) {
    await recordAudit(tx, {
      ...{ schoolId, actorId: null, action: 'retention.applied', subjectType: 'school', subjectId: schoolId },
      after: { forgotten: what, rows: count },
    });
  }
  return forgotten.reduce((sum, { count }) => sum + count, 0);
}

import { recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { keptMs } from './keep-table.ts';
import { undoMs } from './show-import.ts';

type Forgotten = { schoolId: string; count: number };

/** Imports older than so many days were seen by an earlier round. */
const seenDays = 30;

/**
 * Deletes files that were checked and not imported within the hour, and what people were before and after an import
 * once it cannot be taken back.
 * @returns how many rows
 */
export async function forgetOldFiles(context: Pick<Context, 'db' | 'now'>): Promise<number> {
  const now = context.now().getTime();
  const checkedBefore = new Date(now - keptMs);
  const importedBefore = new Date(now - undoMs);
  const importedAfter = new Date(now - seenDays * 24 * 3600 * 1000);
  return context.db.$transaction(async (tx) => {
    const files = await tx.$queryRaw<Forgotten[]>`
      WITH gone AS (
        DELETE FROM import_batches WHERE state = 'checked' AND created_at <= ${checkedBefore} RETURNING school_id
      )
      SELECT school_id AS "schoolId", count(*)::int AS count FROM gone GROUP BY school_id`;
    const values = await tx.$queryRaw<Forgotten[]>`
      WITH gone AS (
        UPDATE import_rows AS own SET after = '{}', before = CASE WHEN before IS NOT NULL THEN '{}'::jsonb END
        FROM import_batches AS batch
        WHERE batch.id = own.batch_id AND own.after <> '{}'
          AND batch.imported_at > ${importedAfter} AND (batch.imported_at <= ${importedBefore} OR batch.state = 'undone')
        RETURNING own.school_id
      )
      SELECT school_id AS "schoolId", count(*)::int AS count FROM gone GROUP BY school_id`;
    const told = [
      ...files.map((one) => ({ ...one, forgotten: 'files that were not imported' })),
      ...values.map((one) => ({ ...one, forgotten: 'what an import changed' })),
    ];
    for (const { schoolId, count, forgotten } of told) {
      await recordAudit(tx, {
        ...{ schoolId, actorId: null, action: 'retention.applied', subjectType: 'school', subjectId: schoolId },
        after: { forgotten, rows: count },
      });
    }
    return told.reduce((sum, { count }) => sum + count, 0);
  });
}

import type { Import } from '@hadir/contract/imports.ts';
import { z } from 'zod';
import type { Tx } from '#db.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { forgetCourse } from '#features/courses/course-memory.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { type AuditedWrite, auditWrites } from './audit-writes.ts';
import { findImport, lockImport, readCounts } from './find-import.ts';
import { lockChanged } from './lock-changed.ts';
import { lockImports } from './lock-imports.ts';
import { showImport, undoMs } from './show-import.ts';
import { takeBack } from './take-back.ts';

const timeout = 60_000;

const Values = z.record(z.string(), z.unknown()).nullable();
const Kept = z.object({
  subjectType: z.enum(['person', 'guardian', 'invitation', 'course', 'enrollment']),
  ...{ subjectId: z.string(), before: Values, after: Values },
});

/**
 * Takes an import back, all that nobody has used or changed since; the rest stays and says why.
 * @throws AppError not_found; not_possible_now for one that was not imported, is undone, or older than 24 hours
 */
export async function undoImport(context: Context, admin: Actor, id: string): Promise<Import> {
  const { shown, courseIds } = await context.db.$transaction((tx) => undo(context, tx, admin, id), { timeout });
  for (const courseId of courseIds) forgetCourse(context.db, courseId);
  return shown;
}

async function undo(context: Context, tx: Tx, admin: Actor, id: string) {
  const { schoolId } = admin;
  const now = context.now();
  await lockImports(tx, schoolId);
  const found = await lockImport(tx, schoolId, id);
  if (found.state !== 'imported' || !found.importedAt || now.getTime() > found.importedAt.getTime() + undoMs) {
    throw new AppError('not_possible_now', 'This import cannot be taken back any more.');
  }
  const rows = await tx.importRow.findMany({ where: { batchId: id, schoolId }, orderBy: { rowNumber: 'asc' } });
  const ids = rows.flatMap(({ subjectType, subjectId }) => {
    const type = (['person', 'guardian', 'course'] as const).find((one) => one === subjectType);
    return type ? [{ type, id: subjectId }] : [];
  });
  await lockChanged(tx, schoolId, ids);
  const fates = await takeBack(tx, schoolId, rows);
  await auditWrites(
    tx,
    admin,
    rows.filter(({ id: rowId }) => fates.get(rowId) === 'taken_back').map((row) => reversed(Kept.parse(row))),
  );
  const told = JSON.stringify([...fates].map(([rowId, undone]) => ({ id: rowId, undone })));
  await tx.$executeRaw`
    UPDATE import_rows AS own SET undone = told.undone
    FROM jsonb_to_recordset(${told}::jsonb) AS told (id uuid, undone text) WHERE own.id = told.id`;
  const kept = new Set(
    rows.flatMap(({ id: rowId, rowNumber }) => (fates.get(rowId) === 'taken_back' ? [] : rowNumber)),
  );
  const all = new Set(rows.map(({ rowNumber }) => rowNumber));
  const counts = { ...readCounts(found.counts), taken_back: all.size - kept.size, kept: kept.size };
  await tx.importBatch.update({ where: { id }, data: { state: 'undone', undoneAt: now, counts } });
  await recordAudit(tx, {
    ...by(admin),
    action: 'import.undone',
    subjectType: 'import',
    subjectId: id,
    after: { kind: found.kind, file_name: found.fileName, taken_back: counts.taken_back, kept: counts.kept },
  });
  const shown = await showImport(tx, schoolId, await findImport(tx, schoolId, id));
  return { shown, courseIds: ids.flatMap(({ type, id: courseId }) => (type === 'course' ? [courseId] : [])) };
}

/** What taking a row back does; the invitation that another one replaced does not come back. */
function reversed({ subjectType: type, subjectId: id, before, after }: z.infer<typeof Kept>): AuditedWrite {
  return { type, id, before: after, after: type === 'invitation' ? null : before };
}

import type { runImport as endpoint } from '@hadir/contract/imports.ts';
import type { z } from 'zod';
import type { Tx } from '#db.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { invitationLink } from '#features/people/make-invitation.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { isTaken } from '#http/taken.ts';
import { uuidV7 } from '#http/uuid-v7.ts';
import { auditWrites } from './audit-writes.ts';
import { findImport, getWaiting, lockImport } from './find-import.ts';
import { judgeFile } from './judge-file.ts';
import { lockChanged } from './lock-changed.ts';
import { lockImports } from './lock-imports.ts';
import { rememberMapping } from './remember-mapping.ts';
import { showImport } from './show-import.ts';
import type { Write } from './subject-values.ts';
import { writeAll } from './write-all.ts';

type Reply = z.input<(typeof endpoint)['reply']>;

/** Five thousand rows take a few seconds; a machine at work on much else may need more. */
const timeout = 60_000;

/**
 * Imports all rows of a file that was checked, judged again at this moment, or none.
 * @throws AppError not_found, already_decided, import_expired, import_has_problems, not_possible_now
 */
export async function runImport(context: Context, admin: Actor, id: string): Promise<Reply> {
  try {
    return await context.db.$transaction((tx) => run(context, tx, admin, id), { timeout });
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new AppError('not_possible_now', 'Somebody else gave away a number or an e-mail of this file just now.', {
      cause: error,
    });
  }
}

async function run(context: Context, tx: Tx, admin: Actor, id: string): Promise<Reply> {
  const { schoolId } = admin;
  const now = context.now();
  await lockImports(tx, schoolId);
  const { kind, ...found } = await lockImport(tx, schoolId, id);
  const { table, mapping } = await getWaiting(tx, { kind, ...found }, schoolId, now);
  await lockStreams(tx, schoolId);
  const judge = () => judgeFile(tx, { schoolId, now }, kind, table, mapping);
  // What somebody changes at this moment must not be written over: held first, then judged.
  await lockChanged(tx, schoolId, (await judge()).writes);
  const { counts, missingFields, problems, writes } = await judge();
  if (missingFields.length > 0 || problems.length > 0) {
    throw new AppError('import_has_problems', 'Some rows have problems; nothing was imported.');
  }
  const tokens = await writeAll(tx, admin, writes, now);
  await auditWrites(tx, admin, writes);
  await keepRows(tx, schoolId, id, writes, now);
  await tx.importBatch.update({
    where: { id },
    data: { state: 'imported', importedAt: now, counts, parsed: null },
  });
  await rememberMapping(tx, schoolId, kind, table.headers, mapping, now);
  const { made, changed, unchanged } = counts;
  await recordAudit(tx, {
    ...by(admin),
    action: 'import.imported',
    subjectType: 'import',
    subjectId: id,
    after: { kind, file_name: found.fileName, made, changed, unchanged },
  });
  const links = writes.flatMap(({ type, id: invitationId, after }) => {
    const token = tokens.get(invitationId);
    if (type !== 'invitation' || !token) return [];
    return [{ name: after.name, email: after.email, link: invitationLink(context.publicUrl, token) }];
  });
  return { import: await showImport(tx, schoolId, await findImport(tx, schoolId, id)), links };
}

/** What was made and changed, as it was and as it was left. */
async function keepRows(tx: Tx, schoolId: string, batchId: string, writes: readonly Write[], now: Date): Promise<void> {
  const rows = JSON.stringify(writes.map((write) => ({ ...write, subject_id: write.id, id: uuidV7(now) })));
  await tx.$executeRaw`
    INSERT INTO import_rows (id, school_id, batch_id, row_number, subject_type, subject_id, before, after)
    SELECT id, ${schoolId}::uuid, ${batchId}::uuid, row, type, subject_id, nullif(before, 'null'::jsonb), after
    FROM jsonb_to_recordset(${rows}::jsonb)
      AS kept (id uuid, row int, type text, subject_id uuid, before jsonb, after jsonb)`;
}

/** Until the transaction ends nobody takes a place in a stream that this file counts on. */
async function lockStreams(tx: Tx, schoolId: string): Promise<void> {
  await tx.$queryRaw`SELECT FROM streams WHERE school_id = ${schoolId}::uuid ORDER BY id FOR UPDATE`;
}

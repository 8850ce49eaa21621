import { type checkImport as endpoint, type ImportKind, importFileBytes } from '@hadir/contract/imports.ts';
import type { z } from 'zod';
import type { Tx } from '#db.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { FileProblem, type FileTable } from './file-table.ts';
import { findImport } from './find-import.ts';
import { judgeFile } from './judge-file.ts';
import { keptMs, packTable } from './keep-table.ts';
import { isMappingOf, type Mapping, matchColumns } from './match-columns.ts';
import { readInThread } from './read-in-thread.ts';
import { readMapping } from './remember-mapping.ts';
import { showCheck, showImport } from './show-import.ts';

type Given = z.output<(typeof endpoint)['body']>;
type Reply = z.input<(typeof endpoint)['reply']>;

/**
 * The dry run of a file. Kept is that somebody looked at it and, for an hour, its rows.
 * @throws AppError invalid_request, and a code that begins with `file_` for what is no table
 */
export async function checkImport(context: Context, admin: Actor, given: Given): Promise<Reply> {
  const table = await readFile(decode(given.data));
  const { schoolId } = admin;
  const now = context.now();
  return context.db.$transaction(async (tx) => {
    const mapping = await chooseMapping(tx, schoolId, given.kind, table.headers);
    const judged = await judgeFile(tx, { schoolId, now }, given.kind, table, mapping);
    const { id } = await tx.importBatch.create({
      data: {
        ...{ schoolId, kind: given.kind, fileName: given.file_name, state: 'checked', mapping },
        ...{ counts: judged.counts, parsed: packTable(table), createdById: admin.id, createdAt: now },
      },
      select: { id: true },
    });
    await recordAudit(tx, {
      ...by(admin),
      action: 'import.checked',
      subjectType: 'import',
      subjectId: id,
      after: { kind: given.kind, file_name: given.file_name, rows: table.rows.length },
    });
    const expiresAt = new Date(now.getTime() + keptMs);
    const shown = await showImport(tx, schoolId, await findImport(tx, schoolId, id));
    return { import: shown, check: showCheck({ table, mapping, expiresAt }, judged) };
  });
}

function decode(data: string): Buffer {
  const file = Buffer.from(data, 'base64');
  const isWhole = file.toString('base64').replace(/=+$/, '') === data.replace(/=+$/, '');
  if (isWhole && file.length <= importFileBytes) return file;
  throw new AppError('invalid_request', 'The file is not usable.', {
    fields: [{ path: 'data', message: 'must be a file of at most 5 MB as base64' }],
  });
}

async function readFile(file: Buffer): Promise<FileTable> {
  try {
    return await readInThread(file);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    const fields = error.row === null ? [] : [{ path: `rows.${error.row}`, message: 'is where it begins' }];
    throw new AppError(error.code, 'This file is not a table that can be imported.', { fields });
  }
}

/** As such columns were mapped the last time, else by their names. */
async function chooseMapping(tx: Tx, schoolId: string, kind: ImportKind, headers: string[]): Promise<Mapping> {
  const remembered = await readMapping(tx, schoolId, kind, headers);
  return remembered && isMappingOf(kind, headers, remembered) ? remembered : matchColumns(kind, headers);
}

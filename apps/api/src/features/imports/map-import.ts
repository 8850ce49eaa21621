import type { mapImport as endpoint } from '@hadir/contract/imports.ts';
import type { z } from 'zod';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { getWaiting, lockImport } from './find-import.ts';
import { judgeFile } from './judge-file.ts';
import { isMappingOf, type Mapping } from './match-columns.ts';
import { rememberMapping } from './remember-mapping.ts';
import { showCheck, showImport } from './show-import.ts';

type Reply = z.input<(typeof endpoint)['reply']>;

/**
 * Another meaning of the columns: judged anew, and remembered for files with the same ones.
 * @throws AppError not_found, already_decided, import_expired, invalid_request for a mapping that does not fit
 */
export async function mapImport(context: Context, admin: Actor, id: string, mapping: Mapping): Promise<Reply> {
  const { schoolId } = admin;
  const now = context.now();
  return context.db.$transaction(async (tx) => {
    const found = await lockImport(tx, schoolId, id);
    const waiting = await getWaiting(tx, found, schoolId, now);
    if (!isMappingOf(found.kind, waiting.table.headers, mapping)) {
      throw new AppError('invalid_request', 'These meanings do not fit the columns.', {
        fields: [{ path: 'mapping', message: 'must give every column one meaning of this kind, none twice' }],
      });
    }
    const judged = await judgeFile(tx, { schoolId, now }, found.kind, waiting.table, mapping);
    await tx.importBatch.update({ where: { id }, data: { mapping, counts: judged.counts } });
    await rememberMapping(tx, schoolId, found.kind, waiting.table.headers, mapping, now);
    await recordAudit(tx, {
      ...by(admin),
      action: 'import.mapped',
      subjectType: 'import',
      subjectId: id,
      before: { columns: waiting.mapping },
      after: { columns: mapping },
    });
    const shown = await showImport(tx, schoolId, { ...found, counts: judged.counts });
    return { import: shown, check: showCheck({ ...waiting, mapping }, judged) };
  });
}

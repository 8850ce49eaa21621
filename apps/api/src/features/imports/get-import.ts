import type { getImport as endpoint } from '@hadir/contract/imports.ts';
import type { z } from 'zod';
import type { Context } from '#http/context.ts';
import { findImport, findWaiting } from './find-import.ts';
import { judgeFile } from './judge-file.ts';
import { showCheck, showImport } from './show-import.ts';

type Reply = z.input<(typeof endpoint)['reply']>;

/**
 * One import; while its rows wait, judged against the school as it is now.
 * @throws AppError not_found
 */
export async function getImport(context: Pick<Context, 'db' | 'now'>, schoolId: string, id: string): Promise<Reply> {
  const { db } = context;
  const now = context.now();
  const found = await findImport(db, schoolId, id);
  const waiting = found.state === 'checked' ? await findWaiting(db, schoolId, id, now) : null;
  if (!waiting) return { import: await showImport(db, schoolId, found), check: null };
  const judged = await judgeFile(db, { schoolId, now }, found.kind, waiting.table, waiting.mapping);
  const shown = await showImport(db, schoolId, { ...found, counts: judged.counts });
  return { import: shown, check: showCheck(waiting, judged) };
}

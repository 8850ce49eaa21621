import type { listImports as endpoint } from '@hadir/contract/imports.ts';
import type { z } from 'zod';
import type { Context } from '#http/context.ts';
import { afterCursor, readTimeCursor, writeCursor } from '#http/cursor.ts';
import { importFacts } from './find-import.ts';
import { showImports } from './show-import.ts';

const perPage = 50;

type Page = z.input<(typeof endpoint)['reply']>;

/** Imports of the school, newest first. */
export async function listImports(
  context: Pick<Context, 'db'>,
  schoolId: string,
  cursor: string | undefined,
): Promise<Page> {
  const found = await context.db.importBatch.findMany({
    where: { schoolId, ...afterCursor(readTimeCursor(cursor), 'desc', (createdAt) => ({ createdAt })) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: perPage + 1,
    select: importFacts,
  });
  const rows = found.slice(0, perPage);
  const last = rows.at(-1);
  return {
    items: await showImports(context.db, schoolId, rows),
    per_page: perPage,
    next_cursor: found.length > perPage && last ? writeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}

import type { listRetentionRuns as endpoint, RetentionRun } from '@hadir/contract/privacy.ts';
import type { z } from 'zod';
import { findNames } from '#features/school/find-names.ts';
import type { Context } from '#http/context.ts';
import { afterCursor, readTimeCursor, writeCursor } from '#http/cursor.ts';

const perPage = 50;

/** What retention did in the school, newest first. */
export async function listRetentionRuns(
  { db }: Pick<Context, 'db'>,
  schoolId: string,
  cursor: string | undefined,
): Promise<z.input<(typeof endpoint)['reply']>> {
  const rows = await db.retentionRun.findMany({
    where: { schoolId, AND: [afterCursor(readTimeCursor(cursor), 'desc', (createdAt) => ({ createdAt }))] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: perPage + 1,
  });
  const page = rows.slice(0, perPage);
  const names = await findNames(
    db,
    schoolId,
    page.map(({ startedBy }) => startedBy),
  );
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      id: row.id,
      at: row.createdAt.toISOString(),
      is_dry_run: row.isDryRun,
      started_by: names.get(row.startedBy) ?? null,
      // Proven border: only `applyRetention` writes it, and the reply is parsed.
      counts: row.counts as RetentionRun['counts'],
    })),
    per_page: perPage,
    next_cursor: rows.length > perPage && last ? writeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}

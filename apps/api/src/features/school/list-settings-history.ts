import type { listSettingsHistory as endpoint, SettingsVersion } from '@hadir/contract/settings.ts';
import { z } from 'zod';
import type { Context } from '#http/context.ts';
import { readCursor, writeCursor } from '#http/cursor.ts';
import { compareSettings } from './compare-settings.ts';
import { findNames } from './find-names.ts';
import { readAttemptSettings } from './read-attempt-settings.ts';

const perPage = 50;
const Position = z.tuple([z.number().int().min(1).max(2_147_483_647)]);

type Page = z.input<(typeof endpoint)['reply']>;

/** Versions of the settings, newest first, each with what it changed. The first version is the defaults and no row. */
export async function listSettingsHistory(
  context: Pick<Context, 'db'>,
  schoolId: string,
  cursor: string | undefined,
): Promise<Page> {
  const position = readCursor(cursor, Position);
  const found = await context.db.settingsRevision.findMany({
    where: { schoolId, ...(position && { version: { lt: position[0] } }) },
    orderBy: { version: 'desc' },
    take: perPage + 1,
  });
  const rows = found.slice(0, perPage);
  const last = rows.at(-1);
  const names = await findNames(
    context.db,
    schoolId,
    rows.map(({ changedById }) => changedById),
  );
  return {
    items: rows.map(
      (row, at): SettingsVersion => ({
        version: row.version,
        changed_at: row.changedAt.toISOString(),
        changed_by: authorOf(row.changedById, names),
        reason: row.reason,
        changes: compareSettings(readAttemptSettings(found[at + 1]?.values ?? {}), readAttemptSettings(row.values)),
      }),
    ),
    per_page: perPage,
    next_cursor: found.length > perPage && last ? writeCursor([last.version]) : null,
  };
}

function authorOf(id: string | null, names: ReadonlyMap<string | null, string>) {
  const name = names.get(id);
  return id === null || name === undefined ? null : { id, name };
}

import type { Import, ImportCheck } from '@hadir/contract/imports.ts';
import type { Tx } from '#db.ts';
import { type ImportFacts, readCounts, type Waiting } from './find-import.ts';
import type { judgeFile } from './judge-file.ts';

/** How long an import can be taken back. */
export const undoMs = 24 * 3600 * 1000;

/** So many cells of a column show what is in it. */
const sampleCells = 3;
const sampleCharacters = 40;

/** Imports as they go out, with who made them. */
export async function showImports(tx: Tx, schoolId: string, all: readonly ImportFacts[]): Promise<Import[]> {
  const ids = all.flatMap(({ createdById }) => createdById ?? []);
  const people = await tx.person.findMany({ where: { schoolId, id: { in: ids } }, select: { id: true, name: true } });
  const byId = new Map(people.map((person) => [person.id, person]));
  return all.map(({ id, kind, fileName, state, counts, createdById, createdAt, importedAt, undoneAt }) => ({
    ...{ id, kind, file_name: fileName, state },
    counts: readCounts(counts),
    created_by: byId.get(createdById ?? '') ?? null,
    created_at: createdAt.toISOString(),
    imported_at: importedAt?.toISOString() ?? null,
    undone_at: undoneAt?.toISOString() ?? null,
    undo_until: state === 'imported' && importedAt ? new Date(importedAt.getTime() + undoMs).toISOString() : null,
  }));
}

export async function showImport(tx: Tx, schoolId: string, found: ImportFacts): Promise<Import> {
  const [shown] = await showImports(tx, schoolId, [found]);
  if (!shown) throw new Error('One import shows as one.');
  return shown;
}

type Judged = Awaited<ReturnType<typeof judgeFile>>;

export function showCheck({ table, mapping, expiresAt }: Waiting, judged: Judged): ImportCheck {
  return {
    format: table.format,
    columns: table.headers.map((header, index) => ({
      header: plain(header),
      field: mapping[index] ?? null,
      samples: table.rows
        .flatMap(({ cells }) => cells[index]?.trim() || [])
        .slice(0, sampleCells)
        .map((cell) => plain(cell).slice(0, sampleCharacters)),
    })),
    missing_fields: judged.missingFields,
    problems: judged.problems,
    expires_at: expiresAt.toISOString(),
  };
}

/** What cannot be shown, and could turn what stands beside it around, is replaced. */
function plain(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

import type { ImportProblem } from '@hadir/contract/imports.ts';
import type { Tx } from '#db.ts';
import { isSame, type Write } from './subject-values.ts';

/** What would become of one row that nothing is wrong with; no write is one that changes nothing. */
export type JudgedRow = { row: number; standing: 'made' | 'changed' | 'unchanged'; writes: Write[] };

export type Scope = { tx: Tx; schoolId: string; now: Date; problems: ImportProblem[] };

/** By its first write, which is the row's own subject. */
export function judgedRow(row: number, all: readonly Write[]): JudgedRow {
  const writes = all.filter(({ before, after }) => before === null || !isSame(before, after));
  const own = all[0];
  const standing = own?.before === null && writes.includes(own) ? 'made' : writes.length > 0 ? 'changed' : 'unchanged';
  return { row, standing, writes };
}

/** The first row that said the same; remembers this one where there is none. */
export function rowBefore(seen: Map<string, number>, key: string, row: number): number | null {
  const earlier = seen.get(key);
  if (earlier !== undefined) return earlier;
  seen.set(key, row);
  return null;
}

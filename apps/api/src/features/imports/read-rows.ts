import type { ImportField, ImportProblem, ProblemCode } from '@hadir/contract/imports.ts';
import type { FileTable } from './file-table.ts';
import { mapInSlices } from './map-in-slices.ts';
import type { Mapping } from './match-columns.ts';

/** One row by what its columns mean; only what has something in it. Columns count from 1. */
export type ReadRow = {
  row: number;
  cells: Map<ImportField, { text: string; column: number }>;
  /** Where each field would stand, the same for all rows. */
  columns: ReadonlyMap<ImportField, number>;
};

/** What is shown of a cell that is wrong. */
const shownCharacters = 60;

/** What spreadsheets and programs behind them take for a formula. */
const formula = /^[=+\-@\t\r]/;
const brokenFormula = /^#(N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/;

/** Empty, as people write it. */
const nothing = /^(-+|–|—|n\/a)?$/i;

/**
 * The rows of a table, and what is wrong with them whatever they are of. Cells with a problem are left out, so that
 * each has one.
 */
export async function readRows(
  table: FileTable,
  mapping: Mapping,
): Promise<{ rows: ReadRow[]; problems: ImportProblem[] }> {
  const problems: ImportProblem[] = [];
  const columns = new Map(
    mapping.flatMap((field, index) => (field === null ? [] : [[field, index + 1] as const])).reverse(),
  );
  const rows = await mapInSlices(table.rows, ({ row, cells }) => {
    const read: ReadRow = { row, cells: new Map(), columns };
    for (const [index, field] of mapping.entries()) {
      if (field !== null) keep(read, field, cells[index] ?? '', index + 1);
    }
    for (const field of read.cells.keys()) {
      const code = judgeCell(field, textOf(read, field));
      if (!code) continue;
      noteProblem(problems, read, field, code);
      read.cells.set(field, { text: '', column: read.cells.get(field)?.column ?? 1 });
    }
    if (cells.length > mapping.length) noteProblem(problems, read, null, 'too_many_cells');
    return read;
  });
  return { rows, problems };
}

function keep(read: ReadRow, field: ImportField, cell: string, column: number): void {
  const text = cell.trim();
  if (nothing.test(text)) return;
  const first = read.cells.get(field);
  read.cells.set(field, first ? { ...first, text: `${first.text} ${text}` } : { text, column });
}

function judgeCell(field: ImportField, text: string): ProblemCode | null {
  if (brokenFormula.test(text)) return 'broken_formula';
  const isPhone = field === 'guardian_phone' && /^\+\p{Nd}/u.test(text);
  if (formula.test(text) && !isPhone) return 'formula';
  return /[\p{Cc}\p{Cs}\ufffd]/u.test(text) ? 'not_one_line' : null;
}

/** What stands in the row for a field; empty where nothing does. */
export function textOf(read: ReadRow, field: ImportField): string {
  return read.cells.get(field)?.text ?? '';
}

/** Whether the cell is empty, and not because something was wrong with it. */
export function isEmpty(read: ReadRow, field: ImportField): boolean {
  return !read.cells.has(field);
}

export function noteProblem(
  problems: ImportProblem[],
  read: ReadRow,
  field: ImportField | null,
  code: ProblemCode,
  otherRow: number | null = null,
): void {
  const cell = field === null ? undefined : read.cells.get(field);
  // What is no text must not reach the database or a screen.
  const value = (cell?.text ?? '').replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd').slice(0, shownCharacters);
  problems.push({
    row: read.row,
    column: cell?.column ?? (field === null ? null : (read.columns.get(field) ?? null)),
    field,
    code,
    value: value.toWellFormed(),
    other_row: otherRow,
  });
}

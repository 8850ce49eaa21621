import type { ErrorCode } from '@hadir/contract/error.ts';

/** Most bytes of a file, rows under its header, and columns. */
export const fileLimits = { bytes: 5 * 1024 * 1024, rows: 5000, columns: 100 } as const;

/** A cell keeps so many characters: more than any field may have, so that too long stays too long. */
export const mostCellCharacters = 600;

/** Characters of all cells together: cells of an XLSX share texts, a small file could become a very large one. */
const mostCharacters = 8_000_000;

export type FileFormat = { kind: 'csv' | 'xlsx'; encoding: string | null; delimiter: string | null };

/** A file as text in rows: all of a table and nothing of what it looked like. */
export type FileTable = {
  format: FileFormat;
  headers: string[];
  /** `row` counts as a spreadsheet shows it, from 1, empty rows too. */
  rows: { row: number; cells: string[] }[];
};

/** Why a file is no table; `row` where it is known. */
export class FileProblem extends Error {
  readonly code: FileCode;
  readonly row: number | null;

  constructor(code: FileCode, row: number | null = null) {
    super(code);
    this.code = code;
    this.row = row;
  }
}

export type FileCode = Extract<ErrorCode, `file_${string}`>;

/**
 * The first row with something in it is the header; empty rows are skipped and counted.
 * @throws FileProblem file_empty, file_too_many_rows, file_too_many_columns, file_too_heavy
 */
export function makeTable(format: FileFormat, all: readonly (readonly string[])[]): FileTable {
  const filled = all.flatMap((cells, index) => (cells.some((cell) => cell.trim() !== '') ? [{ cells, index }] : []));
  const [header, ...rest] = filled;
  if (!header) throw new FileProblem('file_empty');
  const headers = trimEnd(header.cells.map((cell) => cell.trim().slice(0, mostCellCharacters)));
  const width = filled.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  if (headers.length > fileLimits.columns || width > 20 * fileLimits.columns) {
    throw new FileProblem('file_too_many_columns');
  }
  if (rest.length === 0) throw new FileProblem('file_empty');
  if (rest.length > fileLimits.rows) throw new FileProblem('file_too_many_rows');
  const rows = rest.map(({ cells, index }) => {
    const named = cells.slice(0, headers.length);
    // What stands under no name must be seen.
    const beyond = cells.slice(headers.length).find((cell) => cell.trim() !== '');
    const kept = beyond === undefined ? trimEnd(named) : [...named, beyond];
    return { row: index + 1, cells: kept.map((cell) => cell.slice(0, mostCellCharacters)) };
  });
  const characters = rows.reduce((sum, { cells }) => sum + cells.reduce((more, cell) => more + cell.length, 0), 0);
  if (characters > mostCharacters) throw new FileProblem('file_too_heavy');
  return { format, headers, rows };
}

function trimEnd(cells: readonly string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);
}

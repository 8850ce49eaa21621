import { PassThrough, type Readable } from 'node:stream';
import writeExcelFile, { type CellObject } from 'write-excel-file/node';
import { gatherRows } from './gather-rows.ts';
import type { Cell, Column, TableFile } from './table-file.ts';

const mostRows = 20_000;

/**
 * One sheet: title and facts, then the table. Every text is a text cell, so nothing is read as a formula.
 * @throws AppError too_many_rows
 */
export async function writeXlsx({ title, facts, columns, rows, language }: TableFile): Promise<Readable> {
  const gathered = await gatherRows(rows, mostRows);
  const head: (CellObject | null)[][] = [
    [text(title, { fontWeight: 'bold', fontSize: 14 })],
    ...facts.map(({ name, value }) => [text(`${name}: ${value}`)]),
    [],
    columns.map(({ header }) => text(header, { fontWeight: 'bold', backgroundColor: '#E8EEF4', wrap: true })),
  ];
  const body = gathered.map((row) => row.map((cell, at) => written(cell, columns[at])));
  const book = writeExcelFile([...head, ...body], {
    sheet: title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
    columns: columns.map(({ width }) => ({ width: Math.max(8, width * 4) })),
    rightToLeft: language === 'ar',
    orientation: 'landscape',
    stickyRowsCount: head.length,
  });
  const out = new PassThrough();
  return out.end(await book.toBuffer());
}

function text(value: string, look: Omit<CellObject, 'value' | 'type'> = {}): CellObject {
  return { value: withoutControls(value), type: String, ...look };
}

function written(cell: Cell, column: Column | undefined): CellObject | null {
  if (cell === null) return null;
  if (typeof cell === 'string') return text(cell);
  return column?.kind === 'percent'
    ? { value: cell / 100, type: Number, format: '0.0%' }
    : { value: cell, type: Number, format: '0' };
}

/** XML 1.0 has no way to write them. */
function withoutControls(value: string): string {
  return value.replace(/[\p{Cc}\uFFFE\uFFFF]/gu, ' ').toWellFormed();
}

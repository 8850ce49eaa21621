import { readSheet } from 'read-excel-file/universal';
import { FileProblem, type FileTable, makeTable } from './file-table.ts';
import { openZip } from './open-zip.ts';
import { writeZip } from './write-zip.ts';

/** Of the rectangle round everything in a sheet; the reader fills all of it. */
const mostCells = 5_000_000;

/**
 * The first sheet of a workbook as text. The reader gets a zip of our own making with the parts that it needs, so that
 * it meets nothing which the guard did not see.
 * @throws FileProblem
 */
export async function readXlsx(file: Buffer): Promise<FileTable> {
  const parts = openZip(file, (name) => name.endsWith('.xml') || name.endsWith('.xml.rels'));
  for (const [name, bytes] of parts) {
    if (/^xl\/worksheets\/[^/]+\.xml$/i.test(name)) parts.set(name, tameSheet(bytes.toString('utf8')));
  }
  const zip = writeZip(parts);
  const rows = await readRows(new Uint8Array(zip).buffer);
  const cells = rows.map((row) => row.map(toText));
  return makeTable({ kind: 'xlsx', encoding: null, delimiter: null }, cells);
}

async function readRows(zip: ArrayBuffer): Promise<unknown[][]> {
  try {
    return await readSheet(zip, 1, { parseNumber: (text) => text });
  } catch {
    // Whatever the reader says of a file that came from outside: it is not a workbook.
    throw new FileProblem('file_unreadable');
  }
}

/**
 * The sheet with errors of formulas as the text they show, and formulas that were never calculated as text that begins
 * with `=`: the first stop a reader, the second would be lost in silence.
 */
function tameSheet(xml: string): Buffer {
  judgeSize(xml);
  return Buffer.from(
    xml
      .replace(/<c\b([^>]*)>\s*<f\b[^>]*>([^<]*)<\/f>\s*(?:<v\s*\/>|<v>\s*<\/v>)?\s*<\/c>/g, (_all, rest, formula) => {
        const attributes = String(rest).replace(/\st="[^"]*"/, '');
        return `<c${attributes} t="str"><v>=${String(formula)}</v></c>`;
      })
      .replace(/(<c\b[^>]*\s)t="e"/g, '$1t="str"'),
  );
}

function judgeSize(xml: string): void {
  let [rows, columns] = [1, 1];
  for (const [, letters = '', digits = ''] of xml.matchAll(/<(?:c|row)\b[^>]*?\sr=["']([A-Z]*)(\d+)["']/g)) {
    rows = Math.max(rows, Number(digits));
    columns = Math.max(columns, columnNumber(letters));
  }
  if (rows * columns > mostCells) throw new FileProblem('file_too_heavy');
}

function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Days as `2010-05-31`; a time of day is left out. Long numbers without an exponent. */
function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  const text = String(value);
  const isInexact = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) && /[.e]/i.test(text);
  return isInexact ? String(Number(text)) : text;
}

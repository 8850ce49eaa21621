import { CsvError, type Options, parse } from 'csv-parse/sync';
import { decodeText } from './decode-text.ts';
import { FileProblem, type FileTable, fileLimits, makeTable } from './file-table.ts';

const delimiters = [',', ';', '\t', '|'];

/** Rows by which the delimiter is found. */
const sampleRows = 20;

/** Empty rows are counted, and skipped later. */
const mostRows = 4 * fileLimits.rows;

const manner = { relax_column_count: true, relax_quotes: true } satisfies Options;

/**
 * A table of text with separated columns.
 * @throws FileProblem
 */
export function readCsv(bytes: Uint8Array): FileTable {
  const { text, encoding } = decodeText(bytes);
  if (isNoText(text)) throw new FileProblem('file_unreadable');
  // Excel's own hint, `sep=;`, stands in a row of its own.
  const [hint, said] = /^sep=([,;|\t])\r?\n/i.exec(text) ?? [];
  const delimiter = said ?? findDelimiter(text);
  const rows = parseRows(hint === undefined ? text : text.slice(hint.length), { delimiter, to: mostRows + 1 });
  if (rows.length > mostRows) throw new FileProblem('file_too_many_rows');
  return makeTable({ kind: 'csv', encoding, delimiter }, hint === undefined ? rows : [[], ...rows]);
}

/** The one that makes the most columns, in as many of the first rows as possible. */
function findDelimiter(text: string): string {
  const scored = delimiters.map((delimiter) => {
    const rows = parseSample(text, delimiter).filter((cells) => cells.some((cell) => cell.trim() !== ''));
    const columns = rows[0]?.length ?? 0;
    const alike = rows.filter(({ length }) => length === columns).length;
    return { delimiter, score: columns < 2 ? 0 : columns * (alike / rows.length) };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

function parseSample(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { ...manner, delimiter, to: sampleRows });
  } catch {
    return [];
  }
}

function parseRows(text: string, how: { delimiter: string; to: number }): string[][] {
  try {
    return parse(text, { ...manner, ...how });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const records: unknown = Reflect.get(error, 'records');
    throw new FileProblem('file_quote_open', typeof records === 'number' ? records + 1 : null);
  }
}

/** Pages of the web, and bytes that are no letters: more than a tenth of what is at the beginning. */
function isNoText(text: string): boolean {
  const start = text.slice(0, 4096);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const controls = start.match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u0080-\u009f\ufffd]/g)?.length ?? 0;
  return controls > start.length / 10 || start.trimStart().startsWith('<');
}

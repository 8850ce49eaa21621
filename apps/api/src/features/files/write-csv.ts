import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { TableFile } from './table-file.ts';

/**
 * UTF-8 with a byte order mark, which spreadsheets need to believe it; commas, CRLF, a formula made harmless by an
 * apostrophe. Texts stand in quotes, so that nobody's program splits one at a semicolon. The facts stand in columns of their own behind each row: what reads it meets one table and nothing else.
 */
export function writeCsv({ columns, facts, rows }: TableFile): Readable {
  const sheet = stringify({ bom: true, escape_formulas: true, quoted_string: true, record_delimiter: 'windows' });
  const known = facts.map(({ value }) => value);
  const lines = async function* () {
    yield [...columns.map(({ header }) => header), ...facts.map(({ name }) => name)];
    for await (const row of rows) yield [...row, ...known];
  };
  const source = Readable.from(lines());
  source.once('error', (cause) => sheet.destroy(cause));
  sheet.once('close', () => source.destroy());
  return source.pipe(sheet);
}

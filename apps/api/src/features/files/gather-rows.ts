import { AppError } from '#http/errors.ts';
import type { Cell } from './table-file.ts';

/**
 * All rows at once, for formats that are made whole.
 * @throws AppError too_many_rows
 */
export async function gatherRows(rows: AsyncIterable<readonly Cell[]>, most: number): Promise<(readonly Cell[])[]> {
  const gathered: (readonly Cell[])[] = [];
  for await (const row of rows) {
    if (gathered.length === most) {
      throw new AppError('too_many_rows', `This kind of file holds up to ${most} rows. Take CSV, or ask for less.`);
    }
    gathered.push(row);
  }
  return gathered;
}

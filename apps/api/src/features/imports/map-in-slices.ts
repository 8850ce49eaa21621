import { setImmediate } from 'node:timers/promises';

/** Rows of one go: a few milliseconds, in which nobody else is answered. */
const slice = 100;

/** `rows.map(work)`, with a pause after every hundred in which the API answers others. */
export async function mapInSlices<Row, Result>(rows: readonly Row[], work: (row: Row) => Result): Promise<Result[]> {
  const results: Result[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % slice === slice - 1) await setImmediate();
    results.push(work(row));
  }
  return results;
}

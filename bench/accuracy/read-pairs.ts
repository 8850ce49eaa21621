import { readFileSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Picture } from './list-pictures.ts';

export type Pair = { a: number; b: number; same: boolean };

const TRUE = new Set(['1', 'true', 'yes']);
const FALSE = new Set(['0', 'false', 'no']);
/** So many faulty lines are named one by one. */
const NAMED = 5;

/**
 * Pairs of a file `file_a,file_b,same`, as places in the list of pictures. Files are named by their path below the
 * folder, or by the last part of it where only one picture has that name. A first line of words is a heading.
 * @throws Error with a sentence when the file cannot be read
 */
export function readPairs(
  file: string,
  folder: string,
  pictures: readonly Picture[],
): { pairs: Pair[]; notes: string[] } {
  const byName = new Map<string, number | null>();
  for (const [place, { name }] of pictures.entries()) {
    byName.set(name, place);
    const last = name.slice(name.lastIndexOf('/') + 1);
    if (last !== name) byName.set(last, byName.has(last) ? null : place);
  }
  const faults: string[] = [];
  const pairs: Pair[] = [];
  for (const [at, cells] of readLines(file).entries()) {
    const [a = '', b = '', word = ''] = cells;
    const same = TRUE.has(word.toLowerCase()) ? true : FALSE.has(word.toLowerCase()) ? false : null;
    if (same === null && at === 0) continue;
    const line = `line ${at + 1}`;
    const [from, to] = [find(a), find(b)];
    if (same === null) faults.push(`${line}: "${word}" says neither same nor different`);
    else if (from === undefined) faults.push(`${line}: no picture ${a}`);
    else if (to === undefined) faults.push(`${line}: no picture ${b}`);
    else pairs.push({ a: from, b: to, same });
  }
  const notes = faults.slice(0, NAMED).map((fault) => `Pairs file, ${fault}.`);
  if (faults.length > NAMED) notes.push(`Pairs file: ${faults.length - NAMED} more lines left out for like reasons.`);
  return { pairs, notes };

  function find(name: string): number | undefined {
    const path = isAbsolute(name) ? relative(folder, name) : name;
    return byName.get(path.split(sep).join('/').replace(/^\.\//, '')) ?? undefined;
  }
}

function readLines(file: string): string[][] {
  try {
    const options = { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true, relax_quotes: true };
    return parse(readFileSync(file, 'utf8'), options);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The pairs file ${file} cannot be read: ${why}`);
  }
}

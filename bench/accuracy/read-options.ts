import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type Options = {
  folder: string;
  pairs: string | null;
  /** Folder of the HTML page. */
  out: string;
  seed: number;
  /** Share of the frame's shorter side that a picture fills. */
  fill: number;
  withSecond: boolean;
};

const USAGE = `npm run bench -- accuracy <folder> [--pairs file.csv] [--out folder] [--seed 1] [--fill 0.8] [--first-only]
  <folder>  <person>/<picture>.jpg, or <group>/<person>/<picture>.jpg
  --pairs   lines of file_a,file_b,same (1 or 0); files as paths below the folder
  --out     where the HTML page goes; a new folder without it`;

/** @throws Error with what to write instead */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new Error(`One folder is needed.\n${USAGE}`);
  const [seed, fill] = [Number(values.seed), Number(values.fill)];
  if (!Number.isInteger(seed)) throw new Error(`A seed is a whole number, not ${values.seed}.\n${USAGE}`);
  if (!(fill > 0 && fill <= 3)) throw new Error(`A fill lies between 0 and 3, not at ${values.fill}.\n${USAGE}`);
  return {
    folder: resolve(folder),
    pairs: values.pairs === undefined ? null : resolve(values.pairs),
    out: values.out === undefined ? mkdtempSync(join(tmpdir(), 'hadir-accuracy-')) : resolve(values.out),
    seed,
    fill,
    withSecond: !values['first-only'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        pairs: { type: 'string' },
        out: { type: 'string' },
        seed: { type: 'string', default: '1' },
        fill: { type: 'string', default: '0.8' },
        'first-only': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

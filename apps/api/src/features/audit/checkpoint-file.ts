import { mkdir, open, readFile, rename, truncate } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '#error-code.ts';
import type { Checkpoint } from './checkpoint.ts';

// In the folder `audit` of the data folder: what the chain is now, and what it was every so often.
const headName = 'head.json';
const linesName = 'checkpoints.jsonl';

/** The newest checkpoint as it was written; null where there is none. */
export async function readHead(folder: string): Promise<string | null> {
  try {
    return (await readFile(path.join(folder, headName), 'utf8')).trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Puts the newest checkpoint in the place of the one before: on disk in full, whole or not at all. */
export async function writeHead(folder: string, head: Checkpoint): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unfinished = path.join(folder, `${headName}.new-${process.pid}`);
  await writeDurably(unfinished, 'w', `${JSON.stringify(head)}\n`);
  await rename(unfinished, path.join(folder, headName));
  await syncFolder(folder);
}

/** Adds a line that stays. */
export async function appendLine(folder: string, line: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeDurably(path.join(folder, linesName), 'a', `${line}\n`);
  await syncFolder(folder);
}

/** Whole lines of the file, oldest first; one that a crash left unfinished is not among them. */
export async function* readLines(folder: string): AsyncGenerator<string> {
  const file = await openIfThere(path.join(folder, linesName));
  if (!file) return;
  let rest = '';
  for await (const chunk of file.createReadStream({ encoding: 'utf8' })) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/** The last whole line, or null; what a crash left after it is cut off, so that the next line stands alone. */
export async function repairLines(folder: string): Promise<string | null> {
  let last: string | null = null;
  let length = 0;
  for await (const line of readLines(folder)) {
    last = line;
    length += Buffer.byteLength(line) + 1;
  }
  if (last !== null) await truncate(path.join(folder, linesName), length);
  return last;
}

async function writeDurably(file: string, flag: 'w' | 'a', text: string): Promise<void> {
  const handle = await open(file, flag, 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A name is on disk once its folder is; Windows cannot open one. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

async function openIfThere(file: string) {
  try {
    return await open(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

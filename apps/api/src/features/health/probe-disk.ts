import { open, rm } from 'node:fs/promises';
import path from 'node:path';

/** As large as a page of the database. */
const probe = Buffer.alloc(8192, 'x');

const freshMs = 10_000;

/**
 * Asks now and then whether the folder can still be written to: a full disk lets a database read and so look well.
 * However many ask, a file is written at most every ten seconds.
 * @returns asks; false when writing fails
 */
export function createDiskProbe(folder: string | null): () => Promise<boolean> {
  let asked = { at: Number.NEGATIVE_INFINITY, answer: Promise.resolve(true) };
  return () => {
    if (folder === null) return asked.answer;
    if (performance.now() - asked.at > freshMs) asked = { at: performance.now(), answer: canWrite(folder) };
    return asked.answer;
  };
}

async function canWrite(folder: string): Promise<boolean> {
  const file = path.join(folder, `.probe-${process.pid}`);
  try {
    const handle = await open(file, 'w', 0o600);
    await handle.write(probe).finally(() => handle.close());
    return true;
  } catch {
    return false;
  } finally {
    await rm(file, { force: true }).catch(() => {});
  }
}

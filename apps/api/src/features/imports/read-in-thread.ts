import { Worker } from 'node:worker_threads';
import { FileProblem, type FileTable } from './file-table.ts';
import type { Told } from './read-table.worker.ts';

/** Five thousand rows take under a second. */
const mostMs = 20_000;
/** Of the thread's own heap; its buffers come on top, which the guard of the zip bounds. */
const heapMb = 400;

let last: Promise<unknown> = Promise.resolve();

/**
 * Reads a file in a thread of its own, so that nobody else waits for it and it ends when it takes too much. One file
 * after another in this process.
 * @throws FileProblem
 */
export async function readInThread(file: Uint8Array): Promise<FileTable> {
  const mine = last.then(
    () => readNow(file),
    () => readNow(file),
  );
  last = mine.catch(() => {});
  return mine;
}

async function readNow(file: Uint8Array): Promise<FileTable> {
  const worker = new Worker(new URL('./read-table.worker.ts', import.meta.url), {
    workerData: file,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  try {
    const told = await new Promise<Told>((resolve, reject) => {
      setTimeout(() => reject(new FileProblem('file_too_heavy')), mostMs).unref();
      worker.once('message', resolve);
      worker.once('error', (cause) => reject(isOutOfMemory(cause) ? new FileProblem('file_too_heavy') : cause));
      worker.once('exit', () => reject(new FileProblem('file_too_heavy')));
    });
    if ('table' in told) return told.table;
    throw new FileProblem(told.code, told.row);
  } finally {
    await worker.terminate();
  }
}

function isOutOfMemory(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

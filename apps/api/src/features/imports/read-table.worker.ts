import { parentPort, workerData } from 'node:worker_threads';
import { FileProblem, type FileTable } from './file-table.ts';
import { readTable } from './read-table.ts';

/** What the thread says, once. */
export type Told = { table: FileTable } | { code: FileProblem['code']; row: number | null };

async function answer(): Promise<Told> {
  try {
    const bytes: unknown = workerData;
    return { table: await readTable(Buffer.from(bytes instanceof Uint8Array ? bytes : [])) };
  } catch (error) {
    if (error instanceof FileProblem) return { code: error.code, row: error.row };
    throw error;
  }
}

parentPort?.postMessage(await answer());

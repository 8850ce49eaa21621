import { FileProblem, type FileTable } from './file-table.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';

/** Beginnings of files that are something else, whatever they are called: old Excel, PDF, pictures, gzip, RAR, 7z. */
const others = ['d0cf11e0', '25504446', '89504e47', 'ffd8ff', '47494638', '52494646', '1f8b', '52617221', '377abcaf'];

/**
 * A file as a table, by what is in it and not by what it is called.
 * @throws FileProblem
 */
export async function readTable(file: Buffer): Promise<FileTable> {
  if (file.length === 0) throw new FileProblem('file_empty');
  const start = file.toString('hex', 0, 4);
  if (others.some((other) => start.startsWith(other))) throw new FileProblem('file_unreadable');
  return start.startsWith('504b') ? readXlsx(file) : readCsv(file);
}

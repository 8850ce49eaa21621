import type { FileFormat } from '@hadir/contract/reports.ts';
import { type FileReply, fileReply } from '#http/file-reply.ts';
import { mediaTypes, type TableFile } from './table-file.ts';
import { writeCsv } from './write-csv.ts';
import { writePdf } from './write-pdf.ts';
import { writeXlsx } from './write-xlsx.ts';

/**
 * A table in a format, under a name.
 * @param name without its ending
 * @throws AppError too_many_rows
 */
export async function writeTable(format: FileFormat, name: string, table: TableFile): Promise<FileReply> {
  const writers = { csv: async () => writeCsv(table), xlsx: () => writeXlsx(table), pdf: () => writePdf(table) };
  return fileReply({ name: `${name}.${format}`, mediaType: mediaTypes[format], body: await writers[format]() });
}

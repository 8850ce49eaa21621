import { deflateSync, inflateSync } from 'node:zlib';
import { z } from 'zod';
import type { FileTable } from './file-table.ts';

/** How long the rows of a file wait for their import. */
export const keptMs = 3600 * 1000;

const Kept = z.object({
  format: z.object({
    kind: z.enum(['csv', 'xlsx']),
    encoding: z.string().nullable(),
    delimiter: z.string().nullable(),
  }),
  headers: z.array(z.string()),
  rows: z.array(z.object({ row: z.number(), cells: z.array(z.string()) })),
});

/** Packed, so that text of any kind can lie in the database. */
export function packTable(table: FileTable): Uint8Array<ArrayBuffer> {
  return new Uint8Array(deflateSync(JSON.stringify(table)));
}

export function unpackTable(packed: Uint8Array): FileTable {
  return Kept.parse(JSON.parse(inflateSync(packed).toString('utf8')));
}

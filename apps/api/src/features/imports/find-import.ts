import { ImportCounts, ImportField } from '@hadir/contract/imports.ts';
import { z } from 'zod';
import type { Tx } from '#db.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { AppError, notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import type { FileTable } from './file-table.ts';
import { keptMs, unpackTable } from './keep-table.ts';
import type { Mapping } from './match-columns.ts';

/** All of an import but its rows. */
export const importFacts = {
  id: true,
  kind: true,
  fileName: true,
  state: true,
  counts: true,
  createdById: true,
  createdAt: true,
  importedAt: true,
  undoneAt: true,
} as const satisfies Prisma.ImportBatchSelect;

export type ImportFacts = Prisma.ImportBatchGetPayload<{ select: typeof importFacts }>;

/** A file that was checked and still waits. */
export type Waiting = { table: FileTable; mapping: Mapping; expiresAt: Date };

/**
 * An import of the school, held until the transaction ends: of two who run or undo it one comes second.
 * @throws AppError not_found
 */
export async function lockImport(tx: Tx, schoolId: string, id: string): Promise<ImportFacts> {
  if (isId(id)) {
    await tx.$queryRaw`SELECT FROM import_batches WHERE id = ${id}::uuid AND school_id = ${schoolId}::uuid FOR UPDATE`;
  }
  return findImport(tx, schoolId, id);
}

/** @throws AppError not_found */
export async function findImport(tx: Tx, schoolId: string, id: string): Promise<ImportFacts> {
  const found = isId(id) ? await tx.importBatch.findFirst({ where: { id, schoolId }, select: importFacts }) : null;
  if (!found) throw notFound();
  return found;
}

/** The rows of a file that was checked; null once they are imported or too old. */
export async function findWaiting(tx: Tx, schoolId: string, id: string, now: Date): Promise<Waiting | null> {
  const { parsed, mapping, createdAt } = await tx.importBatch.findFirstOrThrow({
    where: { id, schoolId },
    select: { parsed: true, mapping: true, createdAt: true },
  });
  const expiresAt = new Date(createdAt.getTime() + keptMs);
  if (parsed === null || expiresAt <= now) return null;
  return { table: unpackTable(parsed), mapping: z.array(ImportField.nullable()).parse(mapping), expiresAt };
}

/** @throws AppError import_expired; already_decided for one that was imported */
export async function getWaiting(tx: Tx, found: ImportFacts, schoolId: string, now: Date): Promise<Waiting> {
  if (found.state !== 'checked') throw new AppError('already_decided', 'This file was imported already.');
  const waiting = await findWaiting(tx, schoolId, found.id, now);
  if (!waiting) throw new AppError('import_expired', 'The rows of this file are no longer kept.');
  return waiting;
}

export const readCounts = (counts: unknown): ImportCounts => ImportCounts.parse(counts);

import { createHash } from 'node:crypto';
import { ImportField, type ImportKind } from '@hadir/contract/imports.ts';
import { z } from 'zod';
import type { Tx } from '#db.ts';
import type { Mapping } from './match-columns.ts';

/** Which columns a file has, in their order: names of any length and kind as one word. */
function hashHeaders(headers: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(headers)).digest('hex');
}

/** How such columns were mapped the last time; null when they never were. */
export async function readMapping(
  tx: Tx,
  schoolId: string,
  kind: ImportKind,
  headers: readonly string[],
): Promise<Mapping | null> {
  const key = { schoolId, kind, headersHash: hashHeaders(headers) };
  const found = await tx.importMapping.findUnique({ where: { schoolId_kind_headersHash: key } });
  return z.array(ImportField.nullable()).safeParse(found?.mapping).data ?? null;
}

export async function rememberMapping(
  tx: Tx,
  schoolId: string,
  kind: ImportKind,
  headers: readonly string[],
  mapping: Mapping,
  usedAt: Date,
): Promise<void> {
  const key = { schoolId, kind, headersHash: hashHeaders(headers) };
  await tx.importMapping.upsert({
    where: { schoolId_kind_headersHash: key },
    create: { ...key, mapping, usedAt },
    update: { mapping, usedAt },
  });
}

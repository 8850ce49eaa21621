import type { Tx } from '#db.ts';

/** One import or undo at a time in a school: what the second one sees is what the first one left. */
export async function lockImports(tx: Tx, schoolId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`imports|${schoolId}`}, 0))::text`;
}

import type { Tx } from '#db.ts';

/** Two members of staff who open and close at once take turns. */
export async function lockClassSession(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`select 1 from class_sessions where id = ${id}::uuid for no key update`;
}

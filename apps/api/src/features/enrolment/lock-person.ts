import type { Tx } from '#db.ts';

/** Lets one transaction at a time change the keys or the face of a person. */
export async function lockPerson(tx: Tx, personId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM people WHERE id = ${personId}::uuid FOR NO KEY UPDATE`;
}

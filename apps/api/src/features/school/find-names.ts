import type { Tx } from '#db.ts';

/**
 * Names of people of a school by id, asked once for all; who is gone has none.
 * @param ids null where nobody is meant
 */
export async function findNames(
  tx: Tx,
  schoolId: string,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string | null, string>> {
  const meant = [...new Set(ids)].filter((id) => id !== null);
  if (meant.length === 0) return new Map();
  const people = await tx.person.findMany({ where: { schoolId, id: { in: meant } }, select: { id: true, name: true } });
  return new Map(people.map(({ id, name }) => [id, name]));
}

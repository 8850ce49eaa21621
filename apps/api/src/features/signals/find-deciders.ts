import type { Tx } from '#db.ts';

/** Names of those who decided these signals, asked once for all. */
export async function findDeciders(
  tx: Tx,
  schoolId: string,
  rows: readonly { decidedById: string | null }[],
): Promise<(id: string) => string | null> {
  const ids = rows.flatMap(({ decidedById }) => decidedById ?? []);
  const found =
    ids.length === 0
      ? []
      : await tx.person.findMany({ where: { schoolId, id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(found.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? null;
}

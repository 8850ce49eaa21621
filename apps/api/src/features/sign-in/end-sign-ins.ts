import type { Tx } from '#db.ts';

/**
 * Ends the sign-ins of a person from the next request on, in the transaction that gives the reason.
 * @param but the one that goes on
 */
export async function endSignIns(
  tx: Tx,
  person: { id: string; schoolId: string },
  now: Date,
  but: string | null = null,
): Promise<number> {
  const { count } = await tx.signIn.updateMany({
    where: {
      ...{ personId: person.id, schoolId: person.schoolId, endedAt: null },
      ...(but !== null && { id: { not: but } }),
    },
    data: { endedAt: now },
  });
  return count;
}

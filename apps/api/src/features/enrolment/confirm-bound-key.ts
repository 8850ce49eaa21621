import type { Tx } from '#db.ts';

/** A confirmed face vouches for the phone that enrolled it. */
export async function confirmBoundKey(tx: Tx, templateId: string, now: Date): Promise<void> {
  await tx.deviceKey.updateMany({
    where: { templates: { some: { id: templateId } }, state: { not: 'revoked' }, confirmedAt: null },
    data: { confirmedAt: now },
  });
}

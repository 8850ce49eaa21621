import type { Tx } from '#db.ts';

/** A guardian's word for this version of the text that nobody has taken back; null without one. */
export async function findGuardianConsent(
  tx: Tx,
  person: { id: string; schoolId: string },
  version: number,
): Promise<{ givenAt: Date } | null> {
  return tx.consentRecord.findFirst({
    where: {
      schoolId: person.schoolId,
      personId: person.id,
      version,
      givenBy: { in: ['guardian_link', 'guardian_staff'] },
      withdrawnAt: null,
    },
    orderBy: { givenAt: 'desc' },
    select: { givenAt: true },
  });
}

import type { Tx } from '#db.ts';
import type { StandingConsent } from './require-consent.ts';

/** Keeps that the person agreed; the audit row of what it was given for stands beside it. */
export async function keepOwnConsent(
  tx: Tx,
  person: { id: string; schoolId: string },
  consent: Pick<StandingConsent, 'version' | 'textHash'>,
  now: Date,
): Promise<void> {
  const { version, textHash } = consent;
  const whose = { schoolId: person.schoolId, personId: person.id };
  await tx.consentRecord.create({ data: { ...whose, version, textHash, givenBy: 'self', givenAt: now } });
}

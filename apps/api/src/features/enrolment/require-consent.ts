import type { Tx } from '#db.ts';
import { consentTextHash } from '#features/school/consent-text-hash.ts';
import { AppError } from '#http/errors.ts';
import { findGuardianConsent } from './find-guardian-consent.ts';

/** The consent a face may be enrolled under. */
export type StandingConsent = {
  version: number;
  textHash: string;
  /** Since when a guardian agrees; null where the school asks the students themselves. */
  guardianAgreedAt: Date | null;
};

/**
 * The consent in force, agreed to as the school asks for it: by the person, and where it says so by a guardian.
 * @param given the person's own word
 * @throws AppError policy_not_published, consent_needed
 */
export async function requireConsent(
  tx: Tx,
  person: { id: string; schoolId: string },
  given: { version: number; accepted: boolean },
): Promise<StandingConsent> {
  const school = await tx.school.findUniqueOrThrow({
    where: { id: person.schoolId },
    select: { consentVersion: true, consentText: true, consentPolicy: true, retentionPublishedAt: true },
  });
  if (school.retentionPublishedAt === null) {
    throw new AppError('policy_not_published', 'Your school has not said yet how long it keeps what.');
  }
  const { consentVersion: version, consentText } = school;
  if (!given.accepted || given.version !== version) {
    throw new AppError('consent_needed', 'Please read the consent as it stands now and agree to it first.');
  }
  const standing = { version, textHash: consentTextHash(consentText), guardianAgreedAt: null };
  if (school.consentPolicy === 'self') return standing;
  const guardian = await findGuardianConsent(tx, person, version);
  if (!guardian) throw new AppError('consent_needed', 'A parent or guardian has to agree first.');
  return { ...standing, guardianAgreedAt: guardian.givenAt };
}

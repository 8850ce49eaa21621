import { defaultConsentText, defaultRetentionPolicy } from '@hadir/contract/consent.ts';
import type { Tx } from '#db.ts';
import { newJoinCode } from './join-code.ts';
import { publishConsentText } from './publish-consent-text.ts';

type NewSchool = {
  name: string;
  timeZone: string;
  country?: string;
  /** Where those are at home who look after all schools. */
  isOffice?: boolean;
  now: Date;
  consentPolicy?: 'self' | 'guardian';
  consentText?: string;
  retentionPolicy?: string;
};

/** A new school with the given policies or the default ones, published; @returns its id */
export async function makeSchool(tx: Tx, given: NewSchool): Promise<string> {
  const { consentPolicy = 'self', consentText = defaultConsentText } = given;
  const school = await tx.school.create({
    data: {
      name: given.name,
      timeZone: given.timeZone,
      ...(given.country !== undefined && { country: given.country }),
      isOffice: given.isOffice ?? false,
      joinCode: newJoinCode(),
      consentPolicy,
      consentText,
      retentionPolicy: given.retentionPolicy ?? defaultRetentionPolicy,
      retentionPublishedAt: given.now,
    },
    select: { id: true, consentVersion: true },
  });
  const words = { version: school.consentVersion, policy: consentPolicy, text: consentText };
  await publishConsentText(tx, school.id, words, null, given.now);
  return school.id;
}

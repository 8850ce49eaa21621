import type { Tx } from '#db.ts';
import { defaultConsentText, defaultRetentionPolicy } from './default-policies.ts';
import { newJoinCode } from './join-code.ts';

/** A new school with the default policies, published; @returns its id */
export async function makeSchool(tx: Tx, given: { name: string; timeZone: string; now: Date }): Promise<string> {
  const school = await tx.school.create({
    data: {
      name: given.name,
      timeZone: given.timeZone,
      joinCode: newJoinCode(),
      consentText: defaultConsentText,
      retentionPolicy: defaultRetentionPolicy,
      retentionPublishedAt: given.now,
    },
    select: { id: true },
  });
  return school.id;
}

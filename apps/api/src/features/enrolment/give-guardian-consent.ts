import type { Tx } from '#db.ts';
import { by, recordAudit } from '#features/audit/record-audit.ts';
import { consentTextHash } from '#features/school/consent-text-hash.ts';
import { AppError } from '#http/errors.ts';
import type { Client } from '#http/input.ts';
import { lockPerson } from './lock-person.ts';

/** A guardian's word and how it reached the school. */
type GuardianWord = {
  guardianName: string;
  /** Of the text that was read. */
  version: number;
  from:
    | { kind: 'guardian_staff'; staffId: string; client: Pick<Client, 'address' | 'userAgent'> }
    | { kind: 'guardian_link'; linkId: string; client: Pick<Client, 'address' | 'userAgent'> };
};

/**
 * Keeps a guardian's consent to the text in force.
 * @throws AppError not_possible_now where the school asks the students themselves, policy_not_published,
 *   consent_needed when another text is in force than the one that was read
 */
export async function giveGuardianConsent(
  tx: Tx,
  student: { id: string; schoolId: string },
  word: GuardianWord,
  now: Date,
): Promise<void> {
  await lockPerson(tx, student.id);
  const school = await tx.school.findUniqueOrThrow({
    where: { id: student.schoolId },
    select: { consentPolicy: true, consentVersion: true, consentText: true, retentionPublishedAt: true },
  });
  if (school.consentPolicy !== 'guardian') {
    throw new AppError('not_possible_now', 'This school asks the students themselves.');
  }
  if (school.retentionPublishedAt === null) {
    throw new AppError('policy_not_published', 'The school has not said yet how long it keeps what.');
  }
  if (school.consentVersion !== word.version) {
    throw new AppError('consent_needed', 'The text has changed. Please read it as it stands now.');
  }
  const { from, guardianName } = word;
  const staffId = from.kind === 'guardian_staff' ? from.staffId : null;
  const record = await tx.consentRecord.create({
    data: {
      schoolId: student.schoolId,
      personId: student.id,
      version: school.consentVersion,
      textHash: consentTextHash(school.consentText),
      givenBy: from.kind,
      guardianName,
      recordedById: staffId,
      givenAt: now,
    },
    select: { id: true, textHash: true },
  });
  await recordAudit(tx, {
    ...by({ id: staffId ?? '', schoolId: student.schoolId, client: from.client }),
    actorId: staffId,
    action: 'consent.given',
    subjectType: 'person',
    subjectId: student.id,
    after: {
      consent_record_id: record.id,
      version: school.consentVersion,
      text_hash: record.textHash,
      given_by: from.kind,
      guardian_name: guardianName,
      ...(from.kind === 'guardian_link' && { link_id: from.linkId }),
    },
  });
}

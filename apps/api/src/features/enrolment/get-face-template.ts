import type { RetentionFigures } from '@hadir/contract/settings.ts';
import { readAttemptSettings } from '#features/school/read-attempt-settings.ts';
import type { Context } from '#http/context.ts';
import { faceModelCard } from './face-model-card.ts';
import { findGuardianConsent } from './find-guardian-consent.ts';
import { listWantedModels } from './list-wanted-models.ts';

export type OwnFace = {
  state: 'none' | 'provisional' | 'confirmed';
  isUnreadable: boolean;
  enrolledAt: Date | null;
  /** Since when staff have not believed the last face; null with another one. */
  rejectedAt: Date | null;
  consent: { version: number; text: string; policy: 'self' | 'guardian' };
  /** Of the version in force; null without one. */
  guardianAgreedAt: Date | null;
  retentionPolicy: string;
  retentionFigures: RetentionFigures;
  isPublished: boolean;
  /** Of recognisers, those that a new enrolment brings. */
  models: string[];
  /** The face was enrolled without one of them. */
  isUpdateWanted: boolean;
  shots: number;
};

/** Own enrolment and what a new one asks for. */
export async function getFaceTemplate(context: Context, person: { id: string; schoolId: string }): Promise<OwnFace> {
  const school = await context.db.school.findUniqueOrThrow({
    where: { id: person.schoolId },
    select: {
      consentVersion: true,
      consentText: true,
      consentPolicy: true,
      retentionPolicy: true,
      retentionPublishedAt: true,
      settings: true,
    },
  });
  const { faceRejectedAt } = await context.db.person.findUniqueOrThrow({
    where: { id: person.id },
    select: { faceRejectedAt: true },
  });
  const template = await context.db.faceTemplate.findUnique({
    where: { personId: person.id },
    select: { state: true, createdAt: true, unreadableAt: true, secondSealedMean: true },
  });
  const guardian = await findGuardianConsent(context.db, person, school.consentVersion);
  const settings = readAttemptSettings(school.settings);
  const models = listWantedModels(settings);
  return {
    state: template?.state ?? 'none',
    isUnreadable: Boolean(template?.unreadableAt),
    enrolledAt: template?.createdAt ?? null,
    rejectedAt: template ? null : faceRejectedAt,
    consent: { version: school.consentVersion, text: school.consentText, policy: school.consentPolicy },
    guardianAgreedAt: guardian?.givenAt ?? null,
    retentionPolicy: school.retentionPolicy,
    retentionFigures: settings.retention,
    isPublished: school.retentionPublishedAt !== null,
    models,
    isUpdateWanted: template !== null && models.length > 1 && template.secondSealedMean === null,
    shots: faceModelCard.shots,
  };
}

import type { Context } from '#http/context.ts';
import { faceModelCard } from './face-model-card.ts';

export type OwnFace = {
  state: 'none' | 'provisional' | 'confirmed';
  enrolledAt: Date | null;
  consent: { version: number; text: string; policy: 'self' | 'guardian' };
  retentionPolicy: string;
  models: string[];
  shots: number;
};

/** Own enrolment and what a new one asks for. */
export async function getFaceTemplate(context: Context, person: { id: string; schoolId: string }): Promise<OwnFace> {
  const school = await context.db.school.findUniqueOrThrow({
    where: { id: person.schoolId },
    select: { consentVersion: true, consentText: true, consentPolicy: true, retentionPolicy: true },
  });
  const template = await context.db.faceTemplate.findUnique({
    where: { personId: person.id },
    select: { state: true, createdAt: true },
  });
  return {
    state: template?.state ?? 'none',
    enrolledAt: template?.createdAt ?? null,
    consent: { version: school.consentVersion, text: school.consentText, policy: school.consentPolicy },
    retentionPolicy: school.retentionPolicy,
    models: [faceModelCard.id],
    shots: faceModelCard.shots,
  };
}

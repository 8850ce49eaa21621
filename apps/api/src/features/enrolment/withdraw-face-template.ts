import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Role } from '#generated/prisma/enums.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { eraseDeletedTemplates } from './erase-deleted-templates.ts';
import { lockPerson } from './lock-person.ts';
import { forgetFaces } from './roster-faces.ts';

/** Of the guardian, as staff in this role have heard it. */
type GuardianWord = { role: Role; guardian_name: string; reason: string };

/**
 * Consent is withdrawn: template, shots, kept probes and their key are gone, links for guardians stop working, and the
 * consent records say since when. Twice is the same.
 * @param personId whose; the actor's own school
 * @param word when staff do it; null when the persons do it themselves
 * @throws AppError not_possible_now to a teacher for a confirmed face: any teacher may enrol any student in a course
 */
export async function withdrawFaceTemplate(
  context: Context,
  actor: Actor,
  personId: string,
  word: GuardianWord | null,
): Promise<void> {
  const now = context.now();
  const whose = { schoolId: actor.schoolId, personId };
  await context.db.$transaction(async (tx) => {
    await lockPerson(tx, personId);
    const before = await tx.faceTemplate.findFirst({ where: whose, select: { id: true, state: true } });
    if (before?.state === 'confirmed' && word?.role === 'teacher') {
      throw new AppError(
        'not_possible_now',
        'This face has been confirmed. Only an admin can withdraw the consent now.',
      );
    }
    const { count } = await tx.faceTemplate.deleteMany({ where: whose });
    const ended = await tx.consentRecord.updateManyAndReturn({
      where: { ...whose, withdrawnAt: null },
      data: { withdrawnAt: now },
      select: { id: true },
    });
    await tx.guardianLink.deleteMany({ where: { ...whose, usedAt: null } });
    if (count === 0 && ended.length === 0) return;
    await recordAudit(tx, {
      ...by(actor),
      action: count === 0 ? 'consent.withdrawn' : 'face_template.withdrawn',
      subjectType: 'person',
      subjectId: personId,
      before: { template: before, consent_records: ended.map(({ id }) => ({ id, withdrawn_at: null })) },
      after: {
        template: null,
        consent_records: ended.map(({ id }) => ({ id, withdrawn_at: now.toISOString() })),
        ...(word && { guardian_name: word.guardian_name }),
      },
      reason: word?.reason ?? null,
    });
  });
  forgetFaces(context.db, personId);
  await eraseDeletedTemplates(context);
}

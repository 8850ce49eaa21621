import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { eraseDeletedTemplates } from './erase-deleted-templates.ts';
import { lockPerson } from './lock-person.ts';
import { forgetFaces } from './roster-faces.ts';

/**
 * Consent is withdrawn: template, shots, kept probes and their key are gone, links for guardians stop working, and the
 * consent records say since when. Twice is the same.
 * @param personId whose; the actor's own school
 * @param word of the guardian, when staff do it; null when the persons do it themselves
 */
export async function withdrawFaceTemplate(
  context: Context,
  actor: Actor,
  personId: string,
  word: { guardian_name: string; reason: string } | null,
): Promise<void> {
  const now = context.now();
  const whose = { schoolId: actor.schoolId, personId };
  await context.db.$transaction(async (tx) => {
    await lockPerson(tx, personId);
    const before = await tx.faceTemplate.findFirst({ where: whose, select: { id: true, state: true } });
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

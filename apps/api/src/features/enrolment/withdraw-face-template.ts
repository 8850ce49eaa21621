import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { lockPerson } from './lock-person.ts';
import { forgetFaces } from './roster-faces.ts';

/** The person withdraws consent: template, shots, kept probes and their key are gone. Twice is the same. */
export async function withdrawFaceTemplate(context: Context, person: Actor): Promise<void> {
  await context.db.$transaction(async (tx) => {
    await lockPerson(tx, person.id);
    const { count } = await tx.faceTemplate.deleteMany({ where: { personId: person.id } });
    if (count === 0) return;
    await recordAudit(tx, {
      ...by(person),
      action: 'face_template.withdrawn',
      subjectType: 'person',
      subjectId: person.id,
    });
  });
  forgetFaces(context.db, person.id);
}

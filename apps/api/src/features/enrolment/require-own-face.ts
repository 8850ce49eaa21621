import type { Shots } from '@hadir/contract/enrolment.ts';
import { FACE_MODEL_ID, type FaceModelId, SECOND_FACE_MODEL_ID } from '@hadir/contract/face-model.ts';
import type { Actor } from '#features/audit/record-audit.ts';
import { readAttemptSettings } from '#features/school/read-attempt-settings.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { decideOwnFace } from './decide-own-face.ts';
import { decideRetry, furtherKeyBucket } from './decide-retry.ts';
import { startFaceFloor } from './face-floor.ts';
import { faceFusion } from './face-fusion.ts';
import { type FaceModelCard, faceModelCard } from './face-model-card.ts';
import { keepRefusedTry } from './keep-refused-try.ts';
import { listWantedModels } from './list-wanted-models.ts';
import { loadOwnFaces } from './load-own-faces.ts';
import { probeSeatOf } from './open-probes.ts';
import { sealDescriptor } from './seal-descriptor.ts';
import { secondFaceModelCard } from './second-face-model-card.ts';

/** The means of the accepted frames as they may lie in the database, so that they are accepted once. */
export type ShownFace = { templateId: string; probes: { model: FaceModelId; sealed: Uint8Array }[] };

/**
 * Where a face is enrolled a further phone has to show it. Failures have a count of their own, and the caller has asked
 * for the password: whoever lacks it pauses nobody, and nobody's registered phone is kept from marking. An enrolled face that does not open can be shown by nobody, and the way
 * to a new one leads over a phone: then the day of waiting, or staff, stand before it alone.
 * @returns null where no face was asked for
 * @throws AppError retry_later, face_not_accepted
 */
export async function requireOwnFace(
  context: Context,
  person: Actor,
  descriptors: Shots | undefined,
  now: Date,
): Promise<ShownFace | null> {
  const template = await context.db.faceTemplate.findFirst({
    where: { personId: person.id, schoolId: person.schoolId },
    select: { id: true, wrappedKey: true, keyVersion: true },
  });
  if (!template) return null;
  const bucket = { personId: person.id, bucket: furtherKeyBucket };
  const trial = await context.db.faceTrial.findUnique({ where: { personId_bucket: bucket } });
  const turn = decideRetry(trial, now);
  if (turn.kind === 'wait') {
    throw new AppError('retry_later', 'Too many tries. Wait a moment and try again.', turn);
  }
  const floor = startFaceFloor();
  const { faceThreshold, settings } = await context.db.school.findUniqueOrThrow({
    where: { id: person.schoolId },
    select: { faceThreshold: true, settings: true },
  });
  const known = await loadOwnFaces(context, person, template);
  if (known === null) return null;
  const given = { first: descriptors?.[FACE_MODEL_ID], second: descriptors?.[SECOND_FACE_MODEL_ID] };
  const decision = decideOwnFace(given, known.faces, {
    threshold: faceThreshold,
    wantsSecond: listWantedModels(readAttemptSettings(settings)).includes(SECOND_FACE_MODEL_ID),
  });
  if (decision.kind === 'accepted') {
    await context.db.faceTrial.deleteMany({ where: bucket });
    const seal = (card: FaceModelCard, probe: Float32Array) => ({
      model: card.id,
      sealed: sealDescriptor(known.dataKey, probe, probeSeatOf(person, card)),
    });
    const second = decision.secondProbe && seal(secondFaceModelCard, decision.secondProbe);
    return { templateId: template.id, probes: [seal(faceModelCard, decision.probe), ...(second ? [second] : [])] };
  }
  await keepRefusedTry(context, person, {
    action: 'device_key.refused',
    bucket: furtherKeyBucket,
    why: decision.why,
    card: faceModelCard,
    limits: {
      ...{ threshold: faceThreshold, ceiling: faceModelCard.ceiling, frames: faceModelCard.frames },
      largest: faceFusion.largest,
    },
    now,
  });
  await floor;
  throw new AppError('face_not_accepted', 'The face could not be accepted. Good light, alone, and a little closer.');
}

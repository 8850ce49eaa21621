import type { Tx } from '#db.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { enrolmentBucket } from './decide-retry.ts';
import type { ModelShots } from './decide-shots.ts';
import { decideTemplateState } from './decide-template-state.ts';
import { type FaceModelCard, faceModelCard } from './face-model-card.ts';
import { findDuplicateFaces } from './find-duplicate-faces.ts';
import { keepOwnConsent } from './keep-own-consent.ts';
import { lockMasterKey } from './lock-master-key.ts';
import { lockPerson } from './lock-person.ts';
import type { Duplicate } from './match-duplicates.ts';
import { requireConsent } from './require-consent.ts';
import { requireOwnVault } from './require-own-vault.ts';
import type { SchoolFace } from './school-faces.ts';
import { makeDataKey, sealDescriptor } from './seal-descriptor.ts';
import { secondFaceModelCard } from './second-face-model-card.ts';
import { wrapForTemplate } from './template-key.ts';

type AcceptedEnrolment = {
  consent: { version: number; accepted: boolean };
  templateId: string;
  deviceKeyId: string;
  first: ModelShots;
  second: ModelShots | null;
  /** See `decidePoseSpread`. */
  poseSpread: number | null;
  now: Date;
};

/** Keeps a face that was accepted in place of an earlier one. Asks for the consent again, now that it stays. */
export async function keepFaceTemplate(
  context: Context,
  tx: Tx,
  person: Actor,
  accepted: AcceptedEnrolment,
): Promise<'provisional' | 'confirmed'> {
  const { templateId, now, first, second, poseSpread } = accepted;
  const whose = { schoolId: person.schoolId, personId: person.id };
  const means = { mean: first.mean, secondMean: second?.mean ?? null };
  const { duplicates, own, threshold } = await findDuplicateFaces(context, tx, person, means);
  const hold = duplicates.length > 0 ? 'duplicate_face' : null;
  await lockPerson(tx, person.id);
  // Again, now that nobody can take it back meanwhile.
  const consent = await requireConsent(tx, person, accepted.consent);
  const master = await lockMasterKey(tx, context.keys);
  await requireOwnVault(tx, context.vault);
  const [secret] = await context.vault.add([templateId]);
  if (!secret) throw new Error('the vault gave no secret');
  const dataKey = makeDataKey();
  const before = await tx.faceTemplate.findFirst({
    where: whose,
    select: { id: true, state: true, hold: true, consentVersion: true, confirmedAt: true, confirmedById: true },
  });
  const face =
    before && own?.templateId === before.id ? { ...own, state: before.state, isHeld: before.hold !== null } : null;
  const isKeyConfirmed =
    (await tx.deviceKey.count({ where: { id: accepted.deviceKeyId, confirmedAt: { not: null } } })) > 0;
  const state = decideTemplateState(face, means, { isKeyConfirmed, isHeld: hold !== null, threshold });
  await tx.faceTemplate.deleteMany({ where: whose });
  await tx.faceTrial.deleteMany({ where: { ...whose, bucket: enrolmentBucket } });
  await tx.person.updateMany({
    where: { id: person.id, faceRejectedAt: { not: null } },
    data: { faceRejectedAt: null },
  });
  const sealBy = ({ id: model }: FaceModelCard, part: 'mean' | `shot:${number}`, descriptor: ArrayLike<number>) =>
    Uint8Array.from(sealDescriptor(dataKey, descriptor, { ...whose, part, model }));
  await tx.faceTemplate.create({
    data: {
      ...whose,
      id: templateId,
      state,
      consentVersion: consent.version,
      consentTextHash: consent.textHash,
      consentedAt: consent.guardianAgreedAt ?? now,
      deviceKeyId: accepted.deviceKeyId,
      hold,
      poseSpread,
      createdAt: now,
      ...(state === 'confirmed' && before && { confirmedAt: before.confirmedAt, confirmedById: before.confirmedById }),
      ...wrapForTemplate(master, secret, { ...whose, templateId }, dataKey),
      sealedMean: sealBy(faceModelCard, 'mean', first.mean),
      secondSealedMean: second && sealBy(secondFaceModelCard, 'mean', second.mean),
    },
  });
  const rowsOf = (card: FaceModelCard, { shots }: ModelShots) =>
    shots.map((descriptor, shot) => {
      const sealed = sealBy(card, `shot:${shot}`, descriptor);
      return { schoolId: person.schoolId, templateId, model: card.id, shot, sealed };
    });
  await tx.faceShot.createMany({
    data: [...rowsOf(faceModelCard, first), ...(second ? rowsOf(secondFaceModelCard, second) : [])],
  });
  await tx.duplicateFace.createMany({
    data: duplicates.map((found) => ({ ...whose, templateId, ...rowOf(found, now) })),
  });
  if (consent.guardianAgreedAt === null) await keepOwnConsent(tx, person, consent, now);
  await recordAudit(tx, {
    ...by(person),
    action: before === null ? 'face_template.created' : 'face_template.replaced',
    subjectType: 'person',
    subjectId: person.id,
    before: before && { template_id: before.id, state: before.state, consent_version: before.consentVersion },
    after: {
      ...{ template_id: templateId, state, consent_version: consent.version },
      ...{ model: modelsOf(second !== null), hold, pose_spread: poseSpread },
    },
  });
  return state;
}

const modelsOf = (isBoth: boolean) => (isBoth ? `${faceModelCard.id} + ${secondFaceModelCard.id}` : faceModelCard.id);

const rowOf = ({ face, distance, radius, isFused }: Duplicate<SchoolFace>, now: Date) => ({
  ...{ otherPersonId: face.personId, otherTemplateId: face.templateId },
  ...{ model: modelsOf(isFused), distance, radius, createdAt: now },
});

import { setTimeout as wait } from 'node:timers/promises';
import type { Tx } from '#db.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import type { Client } from '#http/input.ts';
import { uuidV7 } from '#http/uuid-v7.ts';
import { decideRetry, enrolmentBucket } from './decide-retry.ts';
import { decideShots } from './decide-shots.ts';
import { eraseDeletedTemplates } from './erase-deleted-templates.ts';
import { faceModelCard } from './face-model-card.ts';
import { findDuplicateFaces } from './find-duplicate-faces.ts';
import { keepOwnConsent } from './keep-own-consent.ts';
import { keepRefusedTry } from './keep-refused-try.ts';
import { loadKnownBefore } from './load-known-before.ts';
import { lockMasterKey } from './lock-master-key.ts';
import { lockPerson } from './lock-person.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { proveEnrollingKey } from './prove-enrolling-key.ts';
import { requireConsent } from './require-consent.ts';
import { requireOwnVault } from './require-own-vault.ts';
import { forgetFaces } from './roster-faces.ts';
import { makeDataKey, sealDescriptor } from './seal-descriptor.ts';
import { wrapForTemplate } from './template-key.ts';

export type Enrolment = {
  consent: { version: number; accepted: boolean };
  shots: Record<string, unknown>;
  rawBody: Buffer;
};

type Enrolling = Actor & { client: Client };

const { id: model } = faceModelCard;

/** An answer comes no sooner, so that its time does not tell whether somebody else has this face. */
const floorMs = 400;

/**
 * Enrols the person's face, provisional until staff confirm it, in place of an earlier one. A face that comes close to
 * somebody else's is held until an admin has decided; the answer is the same.
 * @throws AppError nonce_invalid, device_not_recognised, policy_not_published, consent_needed, retry_later,
 *   shots_not_accepted
 */
export async function createFaceTemplate(
  context: Context,
  person: Enrolling,
  enrolment: Enrolment,
): Promise<{ state: 'provisional' }> {
  const now = context.now();
  const floor = wait(floorMs, undefined, { ref: false });
  const deviceKeyId = await proveEnrollingKey(context, person, enrolment.rawBody, now);
  await requireConsent(context.db, person, enrolment.consent);
  await requireTurn(context, person, now);
  const decision = decideShots(enrolment.shots[faceModelCard.id], await loadKnownBefore(context, person));
  if (decision.kind === 'refused') {
    const { shots, shotsApart } = faceModelCard;
    await keepRefusedTry(context, person, {
      action: 'face_template.refused',
      bucket: enrolmentBucket,
      why: decision.why,
      limits: { shots, shots_apart: shotsApart },
      now,
    });
    throw new AppError('shots_not_accepted', 'These pictures cannot be used. Good light, one face, and try again.');
  }
  const templateId = uuidV7(now);
  try {
    await oneAtATime(`enrol|${person.schoolId}`, () =>
      context.db.$transaction((tx) =>
        keepTemplate(context, tx, person, { ...enrolment, ...decision, templateId, deviceKeyId, now }),
      ),
    );
  } catch (cause) {
    await dropUnusedSecret(context, templateId);
    throw cause;
  }
  forgetFaces(context.db, person.id);
  await eraseDeletedTemplates(context);
  await floor;
  return { state: 'provisional' };
}

/** @throws AppError retry_later after five refused in a row; without a phone nobody comes as far as this */
async function requireTurn({ db }: Context, person: Enrolling, now: Date): Promise<void> {
  const bucket = { personId: person.id, bucket: enrolmentBucket };
  const turn = decideRetry(await db.faceTrial.findUnique({ where: { personId_bucket: bucket } }), now);
  if (turn.kind === 'wait') {
    throw new AppError('retry_later', 'Too many tries. Wait a moment and try again.', turn);
  }
}

/** A commit whose answer was lost has kept the template all the same. */
async function dropUnusedSecret(context: Context, templateId: string): Promise<void> {
  try {
    const kept = await context.db.faceTemplate.findUnique({ where: { id: templateId }, select: { id: true } });
    if (!kept) await context.vault.erase([templateId]);
  } catch (err) {
    context.log.error({ templateId, err }, 'a secret that no template needs stays in the vault');
  }
}

type Accepted = Pick<Enrolment, 'consent'> & {
  templateId: string;
  deviceKeyId: string;
  shots: readonly number[][];
  mean: Float32Array;
  now: Date;
};

async function keepTemplate(context: Context, tx: Tx, person: Enrolling, accepted: Accepted): Promise<void> {
  const { templateId, now } = accepted;
  const whose = { schoolId: person.schoolId, personId: person.id };
  const duplicates = await findDuplicateFaces(context, tx, person, accepted.mean);
  const hold = duplicates.found.length > 0 ? 'duplicate_face' : null;
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
    select: { id: true, state: true, consentVersion: true },
  });
  await tx.faceTemplate.deleteMany({ where: whose });
  await tx.faceTrial.deleteMany({ where: { ...whose, bucket: enrolmentBucket } });
  await tx.person.updateMany({
    where: { id: person.id, faceRejectedAt: { not: null } },
    data: { faceRejectedAt: null },
  });
  await tx.faceTemplate.create({
    data: {
      ...whose,
      id: templateId,
      consentVersion: consent.version,
      consentTextHash: consent.textHash,
      consentedAt: consent.guardianAgreedAt ?? now,
      deviceKeyId: accepted.deviceKeyId,
      hold,
      createdAt: now,
      ...wrapForTemplate(master, secret, { ...whose, templateId }, dataKey),
      sealedMean: Uint8Array.from(sealDescriptor(dataKey, accepted.mean, { ...whose, part: 'mean', model })),
    },
  });
  await tx.faceShot.createMany({
    data: accepted.shots.map((descriptor, shot) => {
      const sealed = Uint8Array.from(sealDescriptor(dataKey, descriptor, { ...whose, part: `shot:${shot}`, model }));
      return { schoolId: person.schoolId, templateId, model, shot, sealed };
    }),
  });
  await tx.duplicateFace.createMany({
    data: duplicates.found.map(({ face, distance }) => ({
      ...{ ...whose, templateId, otherPersonId: face.personId, otherTemplateId: face.templateId },
      ...{ model, distance, radius: duplicates.radius, createdAt: now },
    })),
  });
  if (consent.guardianAgreedAt === null) await keepOwnConsent(tx, person, consent, now);
  await recordAudit(tx, {
    ...by(person),
    action: before === null ? 'face_template.created' : 'face_template.replaced',
    subjectType: 'person',
    subjectId: person.id,
    before: before && { template_id: before.id, state: before.state, consent_version: before.consentVersion },
    after: { template_id: templateId, consent_version: consent.version, model, hold },
  });
}

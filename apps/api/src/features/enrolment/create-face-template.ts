import { setTimeout as wait } from 'node:timers/promises';
import type { MarkFrame } from '@hadir/contract/mark-frame.ts';
import type { Actor } from '#features/audit/record-audit.ts';
import { readAttemptSettings } from '#features/school/read-attempt-settings.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import type { Client } from '#http/input.ts';
import { uuidV7 } from '#http/uuid-v7.ts';
import { decideEnrolment } from './decide-enrolment.ts';
import { decidePoseSpread } from './decide-pose-spread.ts';
import { decideRetry, enrolmentBucket } from './decide-retry.ts';
import { eraseDeletedTemplates } from './erase-deleted-templates.ts';
import { faceRules } from './face-rules.ts';
import { keepFaceTemplate } from './keep-face-template.ts';
import { keepRefusedTry } from './keep-refused-try.ts';
import { listWantedModels } from './list-wanted-models.ts';
import { loadKnownBefore } from './load-known-before.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { proveEnrollingKey } from './prove-enrolling-key.ts';
import { requireConsent } from './require-consent.ts';
import { forgetFaces } from './roster-faces.ts';

export type Enrolment = {
  consent: { version: number; accepted: boolean };
  shots: Record<string, unknown>;
  /** How the head was held in each shot, where the app says so. */
  frames?: readonly MarkFrame[] | undefined;
  rawBody: Buffer;
};

type Enrolling = Actor & { client: Client };

/** An answer comes no sooner, so that its time does not tell whether somebody else has this face. */
const floorMs = 400;

/**
 * Enrols the person's face in place of an earlier one: provisional until staff confirm it, or confirmed like the earlier
 * one where it only brings a second recogniser. A face that comes close to somebody else's is held until an admin has
 * decided; the answer is the same.
 * @throws AppError nonce_invalid, device_not_recognised, policy_not_published, consent_needed, retry_later,
 *   shots_not_accepted
 */
export async function createFaceTemplate(
  context: Context,
  person: Enrolling,
  enrolment: Enrolment,
): Promise<{ state: 'provisional' | 'confirmed' }> {
  const now = context.now();
  const floor = wait(floorMs, undefined, { ref: false });
  const deviceKeyId = await proveEnrollingKey(context, person, enrolment.rawBody, now);
  await requireConsent(context.db, person, enrolment.consent);
  await requireTurn(context, person, now);
  const { settings } = await context.db.school.findUniqueOrThrow({
    where: { id: person.schoolId },
    select: { settings: true },
  });
  const wanted = listWantedModels(readAttemptSettings(settings));
  const decision = decideEnrolment(enrolment.shots, await loadKnownBefore(context, person), wanted);
  if (decision.kind === 'refused') {
    const card = decision.model === faceRules.first.id ? faceRules.first : faceRules.second;
    await keepRefusedTry(context, person, {
      action: 'face_template.refused',
      bucket: enrolmentBucket,
      why: decision.why,
      card,
      limits: { shots: card.shots, shots_apart: card.shotsApart },
      now,
    });
    throw new AppError('shots_not_accepted', 'These pictures cannot be used. Good light, one face, and try again.');
  }
  const templateId = uuidV7(now);
  const poseSpread = decidePoseSpread(enrolment.frames, faceRules.first.shots);
  const accepted = { ...decision, consent: enrolment.consent, templateId, deviceKeyId, poseSpread, now };
  let state: 'provisional' | 'confirmed';
  try {
    state = await oneAtATime(`enrol|${person.schoolId}`, () =>
      context.db.$transaction((tx) => keepFaceTemplate(context, tx, person, accepted)),
    );
  } catch (cause) {
    await dropUnusedSecret(context, templateId);
    throw cause;
  }
  forgetFaces(context.db, person.id);
  await eraseDeletedTemplates(context);
  await floor;
  return { state };
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

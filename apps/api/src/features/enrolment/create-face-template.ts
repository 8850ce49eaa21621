import { enrolText } from '@hadir/contract/device-keys.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import type { Client } from '#http/input.ts';
import { decideDeviceKey } from './decide-device-key.ts';
import { decideShots } from './decide-shots.ts';
import { listOpenNonces, spendNonce } from './device-nonce.ts';
import { hashOf, isSignedBy } from './device-signature.ts';
import { faceModelCard } from './face-model-card.ts';
import { keepOwnConsent } from './keep-own-consent.ts';
import { lockPerson } from './lock-person.ts';
import { requireConsent } from './require-consent.ts';
import { forgetFaces } from './roster-faces.ts';
import { deriveSchoolKey, makeDataKey, sealDescriptor, wrapDataKey } from './seal-descriptor.ts';

export type Enrolment = {
  consent: { version: number; accepted: boolean };
  shots: Record<string, unknown>;
  rawBody: Buffer;
};

/**
 * Enrols the person's face, provisional until staff confirm it, in place of an earlier one.
 * @throws AppError nonce_invalid, device_not_recognised, policy_not_published, consent_needed, shots_not_accepted
 */
export async function createFaceTemplate(
  context: Context,
  person: Actor & { client: Client },
  enrolment: Enrolment,
): Promise<{ state: 'provisional' }> {
  const now = context.now();
  const deviceKeyId = await proveDevice(context, person, enrolment.rawBody, now);
  await requireConsent(context.db, person, enrolment.consent);
  const decision = decideShots(enrolment.shots[faceModelCard.id]);
  if (decision.kind === 'refused') {
    context.log.info({ personId: person.id, why: decision.why }, 'an enrolment was refused');
    throw new AppError('shots_not_accepted', 'These pictures cannot be used. Good light, one face, and try again.');
  }
  const dataKey = makeDataKey();
  const schoolKey = deriveSchoolKey(context.masterKey, person.schoolId);
  await context.db.$transaction(async (tx) => {
    await lockPerson(tx, person.id);
    // Again, now that nobody can take it back meanwhile.
    const consent = await requireConsent(tx, person, enrolment.consent);
    const consentedAt = consent.guardianAgreedAt ?? now;
    const { count } = await tx.faceTemplate.deleteMany({ where: { personId: person.id } });
    const template = await tx.faceTemplate.create({
      data: {
        schoolId: person.schoolId,
        personId: person.id,
        consentVersion: consent.version,
        consentTextHash: consent.textHash,
        consentedAt,
        deviceKeyId,
        createdAt: now,
        wrappedKey: bytes(wrapDataKey(schoolKey, dataKey, person.schoolId, person.id)),
        keyVersion: context.masterKey.version,
      },
      select: { id: true },
    });
    await tx.faceShot.createMany({
      data: decision.shots.map((descriptor, shot) => ({
        schoolId: person.schoolId,
        templateId: template.id,
        model: faceModelCard.id,
        shot,
        sealed: bytes(sealDescriptor(dataKey, descriptor, seatOf(person, shot))),
      })),
    });
    if (consent.guardianAgreedAt === null) await keepOwnConsent(tx, person, consent, now);
    await recordAudit(tx, {
      ...by(person),
      action: count === 0 ? 'face_template.created' : 'face_template.replaced',
      subjectType: 'person',
      subjectId: person.id,
      after: { consent_version: consent.version, model: faceModelCard.id },
    });
  });
  forgetFaces(context.db, person.id);
  return { state: 'provisional' };
}

/** The body must be signed by an active key of the person over one of the open nonces, which is used up; @returns the key's id */
async function proveDevice(
  context: Context,
  person: Actor & { client: Client },
  rawBody: Buffer,
  now: Date,
): Promise<string> {
  const open = await listOpenNonces(context.db, person.id, now);
  if (open.length === 0) throw staleNonce();
  const keyId = person.client.deviceKey;
  const key = isId(keyId) ? await context.db.deviceKey.findFirst({ where: { id: keyId, personId: person.id } }) : null;
  const isActive = key !== null && decideDeviceKey(key, now) === 'active';
  const bodyHash = hashOf(rawBody);
  const nonce = isActive
    ? open.find((one) => isSignedBy(key.publicKey, enrolText(one, bodyHash), person.client.signature))
    : undefined;
  if (key === null || nonce === undefined) {
    throw new AppError('device_not_recognised', 'This phone is not known to us. Ask for its approval.');
  }
  if (!(await spendNonce(context.db, person.id, nonce, now))) throw staleNonce();
  return key.id;
}

const staleNonce = () => new AppError('nonce_invalid', 'This took too long or was sent before. Please try again.');

const seatOf = (person: Actor, shot: number) =>
  ({ schoolId: person.schoolId, personId: person.id, part: `shot:${shot}`, model: faceModelCard.id }) as const;

/** The database client wants plain bytes on a buffer of their own. */
const bytes = (buffer: Buffer): Uint8Array<ArrayBuffer> => Uint8Array.from(buffer);

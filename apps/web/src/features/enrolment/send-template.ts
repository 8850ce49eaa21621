import { enrolText, issueDeviceNonce } from '@hadir/contract/device-keys.ts';
import { createFaceTemplate, type Shots } from '@hadir/contract/enrolment.ts';
import type { MarkFrame } from '@hadir/contract/mark-frame.ts';
import { type Answer, call } from '#lib/api.ts';
import { findPhoneKey } from './phone-keys.ts';
import { hashBody, sign } from './signing.ts';
import { unrecognisedPhone } from './unrecognised-phone.ts';

/** Five shots, and how the head was held in each. */
export type TakenShots = { shots: Shots; frames: readonly MarkFrame[] };

/** Sends five shots with the consent, signed by this phone's key. */
export async function sendTemplate(
  personId: string,
  consentVersion: number,
  taken: TakenShots,
): Promise<Answer<typeof createFaceTemplate>> {
  const key = await findPhoneKey(personId);
  if (!key?.id) return unrecognisedPhone;
  const nonce = await call(issueDeviceNonce, {});
  if (nonce.kind !== 'ok') return nonce;
  const rawBody = JSON.stringify({ consent: { version: consentVersion, accepted: true }, ...taken });
  const signature = await sign(key.pair.privateKey, enrolText(nonce.value.nonce, await hashBody(rawBody)));
  return await call(createFaceTemplate, {
    rawBody,
    headers: { 'X-Device-Key': key.id, 'X-Device-Signature': signature },
  });
}

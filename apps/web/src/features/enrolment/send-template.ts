import { enrolText, issueDeviceNonce } from '@hadir/contract/device-keys.ts';
import { createFaceTemplate, type Shots } from '@hadir/contract/enrolment.ts';
import { type Answer, call } from '#lib/api.ts';
import { findPhoneKey } from './phone-keys.ts';
import { hashBody, sign } from './signing.ts';

/** Sends five shots with the consent, signed by this phone's key. */
export async function sendTemplate(
  personId: string,
  consentVersion: number,
  shots: Shots,
): Promise<Answer<typeof createFaceTemplate>> {
  const key = await findPhoneKey(personId);
  if (!key?.id) return unrecognised;
  const nonce = await call(issueDeviceNonce, {});
  if (nonce.kind !== 'ok') return nonce;
  const rawBody = JSON.stringify({ consent: { version: consentVersion, accepted: true }, shots });
  const signature = await sign(key.pair.privateKey, enrolText(nonce.value.nonce, await hashBody(rawBody)));
  return await call(createFaceTemplate, {
    rawBody,
    headers: { 'X-Device-Key': key.id, 'X-Device-Signature': signature },
  });
}

/** What the server would say of a phone without a key. */
const unrecognised = {
  kind: 'refused',
  status: 401,
  code: 'device_not_recognised',
  requestId: null,
  fields: [],
  next: null,
  retryAfterS: null,
} as const satisfies Answer<typeof createFaceTemplate>;

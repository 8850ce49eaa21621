import {
  type DeviceKeyState,
  deviceText,
  issueDeviceNonce,
  PublicKey,
  registerDeviceKey,
} from '@hadir/contract/device-keys.ts';
import type { Shots } from '@hadir/contract/enrolment.ts';
import type { z } from 'zod';
import { call } from '#lib/api.ts';
import { type Failure, isRefused } from '#lib/failure.ts';
import { describePhone } from './describe-phone.ts';
import { getDeviceHash } from './device-id.ts';
import { findPhoneKey, keepPhoneKey } from './phone-keys.ts';
import { isRegisteredHere, noteRegistered } from './registered-here.ts';
import { makeKeyPair, sign } from './signing.ts';

export type Registered = { kind: 'registered'; state: z.infer<typeof DeviceKeyState> };

/**
 * Makes a key for this phone and registers it with the password. The key is kept before it is sent: when the answer
 * gets lost, the next try offers the same key again instead of a second one that would wait for approval.
 * @param descriptors pictures of the face, where one is enrolled already
 */
export async function registerPhone(
  personId: string,
  password: string,
  { descriptors, isFresh = false }: { descriptors?: Shots; isFresh?: boolean } = {},
): Promise<Registered | Failure> {
  const kept = await findPhoneKey(personId);
  const hasLostKey = !kept?.id && isRegisteredHere(personId);
  const pair = kept?.id === null && !isFresh ? kept.pair : await makeKeyPair();
  await keepPhoneKey({ personId, id: null, pair });
  const nonce = await call(issueDeviceNonce, {});
  if (nonce.kind !== 'ok') return nonce;
  const answer = await call(registerDeviceKey, {
    body: {
      public_key: PublicKey.parse(await crypto.subtle.exportKey('jwk', pair.publicKey)),
      device_id: await getDeviceHash(),
      label: describePhone(navigator.userAgent),
      password,
      nonce: nonce.value.nonce,
      signature: await sign(pair.privateKey, deviceText(nonce.value.nonce)),
      ...(hasLostKey && { lost_key: true }),
      ...(descriptors && { descriptors }),
    },
  });
  if (answer.kind !== 'ok') {
    const isUnusable = isRefused(answer, 'already_exists') || isRefused(answer, 'key_not_accepted');
    if (!isUnusable || isFresh) return answer;
    return await registerPhone(personId, password, { isFresh: true, ...(descriptors && { descriptors }) });
  }
  await keepPhoneKey({ personId, id: answer.value.id, pair });
  noteRegistered(personId);
  void navigator.storage?.persist?.().catch(() => false);
  return { kind: 'registered', state: answer.value.state };
}

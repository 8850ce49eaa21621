import {
  type DeviceKeyState,
  deviceText,
  issueDeviceNonce,
  PublicKey,
  registerDeviceKey,
} from '@hadir/contract/device-keys.ts';
import type { z } from 'zod';
import { call } from '#lib/api.ts';
import type { Failure } from '#lib/failure.ts';
import { describePhone } from './describe-phone.ts';
import { getDeviceHash } from './device-id.ts';
import { findPhoneKey, keepPhoneKey } from './phone-keys.ts';
import { makeKeyPair, sign } from './signing.ts';

export type Registered = { kind: 'registered'; state: z.infer<typeof DeviceKeyState> };

/**
 * Makes a key for this phone and registers it with the password. The key is kept before it is sent: when the answer
 * gets lost, the next try offers the same key again instead of a second one that would wait for approval.
 */
export async function registerPhone(
  personId: string,
  password: string,
  { isFresh = false }: { isFresh?: boolean } = {},
): Promise<Registered | Failure> {
  const kept = await findPhoneKey(personId);
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
    },
  });
  if (answer.kind !== 'ok') {
    const isKnown = answer.kind === 'refused' && answer.code === 'already_exists';
    return isKnown && !isFresh ? await registerPhone(personId, password, { isFresh: true }) : answer;
  }
  await keepPhoneKey({ personId, id: answer.value.id, pair });
  void navigator.storage?.persist?.().catch(() => false);
  return { kind: 'registered', state: answer.value.state };
}

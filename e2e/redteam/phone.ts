import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { issueChallenge } from '@hadir/contract/attendance.ts';
import { deviceText, enrolText, issueDeviceNonce, markText } from '@hadir/contract/device-keys.ts';
import { FACE_MODEL_ID, SECOND_FACE_MODEL_ID } from '@hadir/contract/face-model.ts';
import { LivenessStep } from '@hadir/contract/liveness.ts';
import type { Shot } from './faces.ts';
import { performPlan } from './perform-plan.ts';
import { rounded } from './vectors.ts';
import type { Visitor } from './visitor.ts';
import { type Answer, read } from './wire.ts';

export type Challenge = { challenge_id: string; nonce: string; liveness_plan: readonly LivenessStep[] };
export type Place = { lat: number; lng: number };

/** A key as a browser keeps it, and the device id beside it. */
export type Phone = {
  deviceId: string;
  keyId: string;
  publicKey: Record<string, unknown>;
  /** Raw r and s, base64url. */
  sign(text: string): string;
};

export const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');

export function makePhone(): Phone {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  return {
    deviceId: sha256(randomBytes(16)),
    keyId: '',
    publicKey: { kty, crv, x, y },
    sign: (text) =>
      sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  };
}

/** Registers the phone's key for whoever is signed in. `more` are further fields of the body. */
export async function registerPhone(
  visitor: Visitor,
  phone: Phone,
  password: string,
  more: object = {},
): Promise<Answer> {
  const { nonce } = await visitor.call(issueDeviceNonce);
  const body = {
    public_key: phone.publicKey,
    device_id: phone.deviceId,
    label: 'Phone',
    password,
    nonce,
    signature: phone.sign(deviceText(nonce)),
    ...more,
  };
  const answer = await visitor.raw({ method: 'POST', path: '/api/device_keys', body: JSON.stringify(body) });
  const { id } = read(answer);
  if (answer.status === 200 && typeof id === 'string') phone.keyId = id;
  return answer;
}

/** Sends an enrolment signed by the phone. */
export async function enrol(
  visitor: Visitor,
  phone: Phone,
  shots: readonly (readonly number[])[],
  change: { consent?: unknown; signature?: string | null; second?: readonly (readonly number[])[] | null } = {},
): Promise<Answer> {
  const { nonce } = await visitor.call(issueDeviceNonce);
  const body = JSON.stringify({
    consent: 'consent' in change ? change.consent : { version: 1, accepted: true },
    shots: {
      [FACE_MODEL_ID]: shots.map(rounded),
      ...(change.second && { [SECOND_FACE_MODEL_ID]: change.second.map(rounded) }),
    },
  });
  const signature = change.signature === undefined ? phone.sign(enrolText(nonce, sha256(body))) : change.signature;
  return visitor.raw({
    method: 'POST',
    path: '/api/face_template',
    headers: { 'X-Device-Key': phone.keyId, 'X-Device-Signature': signature },
    body,
  });
}

export async function askChallenge(visitor: Visitor, keyId: string, sessionId: string): Promise<Challenge | null> {
  const answer = await visitor.raw({
    method: issueChallenge.method,
    path: issueChallenge.path,
    headers: { 'X-Device-Key': keyId },
    body: JSON.stringify({ session_id: sessionId }),
  });
  const { challenge_id, nonce, liveness_plan } = read(answer);
  if (typeof challenge_id !== 'string' || typeof nonce !== 'string') return null;
  return { challenge_id, nonce, liveness_plan: LivenessStep.array().catch([]).parse(liveness_plan) };
}

/** Waits until there is one: twenty a minute and person are given. @throws where there is none at all */
export async function awaitChallenge(visitor: Visitor, keyId: string, sessionId: string): Promise<Challenge> {
  for (let tries = 0; tries < 13; tries += 1) {
    const challenge = await askChallenge(visitor, keyId, sessionId);
    if (challenge !== null) return challenge;
    await new Promise((resolve) => setTimeout(resolve, 5_000));
  }
  throw new Error(`no challenge was given for ${sessionId} within a minute`);
}

type MarkEvidence = { frames: readonly Shot[]; place: Place | null; random: () => number };

/** By the second recogniser; null where one of them was not seen by it. */
export function secondOf(shots: readonly Shot[]): number[][] | null {
  const seconds = shots.flatMap(({ second }) => (second ? [second] : []));
  return seconds.length > 0 && seconds.length === shots.length ? seconds : null;
}

function descriptorsOf(frames: readonly Shot[]) {
  const second = secondOf(frames);
  return {
    [FACE_MODEL_ID]: frames.map(({ descriptor }) => rounded(descriptor)),
    ...(second && { [SECOND_FACE_MODEL_ID]: second.map(rounded) }),
  };
}

/** The body of an honest mark; `change` replaces fields, undefined leaves them out. */
export function markBody(
  phone: Phone,
  sessionId: string,
  challenge: Challenge,
  { frames, place, random }: MarkEvidence,
  change: Record<string, unknown> = {},
): Record<string, unknown> {
  const fixes = place === null ? [] : honestFixes(place, random);
  const [best] = [...fixes].sort((a, b) => a.accuracy - b.accuracy);
  return {
    challenge_id: challenge.challenge_id,
    session_id: sessionId,
    method: 'face',
    ...performPlan(challenge.liveness_plan, frames, random),
    descriptors: descriptorsOf(frames),
    ...(best && { lat: best.lat, lng: best.lng, accuracy: best.accuracy }),
    positions: fixes,
    device_id: phone.deviceId,
    client: { version: '9.0.0', camera: 'camera2 1, facing front', screen: '412x915' },
    ...change,
  };
}

/** Three fixes of a phone at that place, some metres off, each a little different. */
function honestFixes({ lat, lng }: Place, random: () => number) {
  const metre = 1 / 111_320;
  return [0, 1, 2].map((i) => ({
    lat: lat + (random() - 0.5) * 16 * metre,
    lng: lng + (random() - 0.5) * 16 * metre,
    accuracy: 6 + random() * 14,
    at: new Date(Date.now() - 2500 + i * 1000 + Math.round(random() * 300)).toISOString(),
  }));
}

export type Signed = { keyId: string | null; signature: string | null; body: string };

export function signMark(phone: Phone, challenge: Challenge, body: Record<string, unknown> | string): Signed {
  const raw = typeof body === 'string' ? body : JSON.stringify(body);
  return { keyId: phone.keyId, signature: phone.sign(markText(challenge.nonce, sha256(raw))), body: raw };
}

export function sendMark(visitor: Visitor, { keyId, signature, body }: Signed): Promise<Answer> {
  return visitor.raw({
    method: 'POST',
    path: '/api/session_attendance/mark',
    headers: { 'X-Device-Key': keyId, 'X-Device-Signature': signature },
    body,
  });
}

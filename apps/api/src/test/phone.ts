import { createHash, type webcrypto } from 'node:crypto';
import { deviceText, enrolText, markText } from '@hadir/contract/device-keys.ts';
import type { LivenessStep } from '@hadir/contract/liveness.ts';
import type { Response } from 'supertest';
import type { Role } from '#generated/prisma/client.ts';
import { builtPassword } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { type Face, makeFace, picturesOf } from '#test/faces.ts';
import type { TestApp } from '#test/open-app.ts';
import { performPlan } from '#test/perform-plan.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

export type Challenge = { challenge_id: string; nonce: string; liveness_plan?: LivenessStep[] };

/** A phone that signs as the web app does, in the hand of somebody who is signed in. */
export type Phone = {
  caller: Caller;
  face: Face;
  /** The same face as the second recogniser sees it; null where this phone knows the first alone. */
  second: Face | null;
  deviceId: string;
  /** Known after `register`. */
  keyId: string;
  publicKey: webcrypto.JsonWebKey;
  sign(text: string): Promise<string>;
  /** With the password and the own face; `change` replaces fields, undefined leaves them out. */
  register(change?: Record<string, unknown>): Promise<{ status: number; body: Record<string, unknown> }>;
  enrol(shots?: unknown, consent?: unknown, frames?: unknown): Promise<Response>;
  ask(sessionId: string, method?: 'room_code'): Promise<Challenge>;
  /** A well-formed mark of the own face; `change` replaces fields, undefined leaves them out. */
  markBody(sessionId: string, challenge: Challenge, change?: Record<string, unknown>): Record<string, unknown>;
  /** Signs `body` as it is, also when it is no JSON, and sends it, with one more `cookie`. */
  send(challenge: Challenge | null, body: Record<string, unknown> | string, cookie?: string): Promise<Response>;
  /** Asks, signs and sends. */
  mark(sessionId: string, change?: Record<string, unknown>): Promise<Response>;
};

/** So many pictures of a face by every recogniser the phone knows. */
const seenBy = ({ face, second }: Pick<Phone, 'face' | 'second'>, count: number) => ({
  'face-api-128': picturesOf(face, count),
  ...(second && { 'mobilefacenet-128': picturesOf(second, count) }),
});

export async function openPhone(
  app: TestApp,
  person: { id: string; role: Role },
  face = makeFace(),
  second: Face | null = null,
): Promise<Phone> {
  const caller = await callAs(app, person);
  const keys = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey);
  const sign = async (text: string) => {
    const signature = await crypto.subtle.sign({ ...algorithm, hash: 'SHA-256' }, keys.privateKey, Buffer.from(text));
    return Buffer.from(signature).toString('base64url');
  };
  const nonce = async () => String((await caller.post('/api/device_keys/nonce', {})).body.nonce);
  const sendSigned = (path: string, raw: string, signature: string, cookie = '') =>
    caller
      .start('post', path)
      .set('Cookie', [caller.cookie, cookie].filter(Boolean).join('; '))
      .set('Content-Type', 'application/json')
      .set('X-Device-Key', phone.keyId)
      .set('X-Device-Signature', signature)
      .send(raw);

  const phone: Phone = {
    caller,
    face,
    second,
    deviceId: createHash('sha256').update(person.id).digest('hex'),
    keyId: '',
    publicKey: { ...(kty && { kty }), ...(crv && { crv }), ...(x && { x }), ...(y && { y }) },
    sign,
    async register(change = {}) {
      const one = await nonce();
      const answer = await caller.post('/api/device_keys', {
        public_key: phone.publicKey,
        device_id: phone.deviceId,
        label: 'Test phone',
        password: builtPassword,
        nonce: one,
        signature: await sign(deviceText(one)),
        descriptors: seenBy(phone, 3),
        ...change,
      });
      phone.keyId = String(answer.body.id);
      return { status: answer.status, body: answer.body };
    },
    async enrol(shots = seenBy(phone, 5), consent = { version: 1, accepted: true }, frames = undefined) {
      const raw = JSON.stringify({ consent, shots, frames });
      return sendSigned('/api/face_template', raw, await sign(enrolText(await nonce(), sha256(raw))));
    },
    async ask(sessionId, method) {
      const { status, body } = await caller
        .start('post', '/api/session_attendance/challenge')
        .set('X-Device-Key', phone.keyId)
        .send({ session_id: sessionId, method });
      if (status !== 200) throw new Error(`no challenge: ${JSON.stringify(body)}`);
      return body;
    },
    markBody: (sessionId, challenge, change = {}) => ({
      challenge_id: challenge.challenge_id,
      session_id: sessionId,
      method: 'face',
      ...performPlan(challenge.liveness_plan ?? []),
      descriptors: seenBy(phone, 3),
      lat: -6.2,
      lng: 106.8,
      accuracy: 8,
      positions: [],
      device_id: phone.deviceId,
      client: { version: '0.1.0', camera: 'Front camera', screen: '390x844' },
      ...change,
    }),
    async send(challenge, body, cookie) {
      const raw = typeof body === 'string' ? body : JSON.stringify(body);
      const signature = await sign(markText(challenge?.nonce ?? '', sha256(raw)));
      return sendSigned('/api/session_attendance/mark', raw, signature, cookie);
    },
    async mark(sessionId, change) {
      const challenge = await phone.ask(sessionId);
      return phone.send(challenge, phone.markBody(sessionId, challenge, change));
    },
  };
  return phone;
}

const sha256 = (raw: string) => createHash('sha256').update(raw).digest('hex');

/** A phone with a registered key and a face that staff have confirmed. */
export async function openReadyPhone(
  app: TestApp,
  student: { id: string; role: Role },
  face = makeFace(),
  second: Face | null = null,
): Promise<Phone> {
  const phone = await openPhone(app, student, face, second);
  await phone.register();
  const { status, body } = await phone.enrol();
  if (status !== 200) throw new Error(`not enrolled: ${JSON.stringify(body)}`);
  const { db } = app.database;
  await db.faceTemplate.update({ where: { personId: student.id }, data: { state: 'confirmed' } });
  await db.deviceKey.update({ where: { id: phone.keyId }, data: { confirmedAt: new Date() } });
  return phone;
}

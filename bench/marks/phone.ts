import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { deviceText, enrolText, markText } from '@hadir/contract/device-keys.ts';
import { FACE_MODEL_DIMS, FACE_MODEL_ID, SECOND_FACE_MODEL_ID } from '@hadir/contract/face-model.ts';
import { type Enrolled, password } from './school.ts';
import { encode, type Wire } from './wire.ts';

/** A student's phone that has registered its key and enrolled a made-up face, by both recognisers, over HTTP. */
export type Phone = {
  student: Enrolled;
  token: string;
  keyId: string;
  key: KeyObject;
  face: number[];
  second: number[];
};

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

export async function readyPhone(wire: Wire, student: Enrolled): Promise<Phone> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const phone: Phone = { student, token: '', keyId: '', key: privateKey, face: direction(1.4), second: direction(1) };
  phone.token = (await call(wire, phone, 'GET', '/api/csrf')).token;
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  const { nonce } = await call(wire, phone, 'POST', '/api/device_keys/nonce', '{}');
  const key = {
    public_key: { kty, crv, x, y },
    device_id: hash(student.id),
    label: 'Bench phone',
    password,
    nonce,
    signature: signText(phone, deviceText(nonce)),
  };
  phone.keyId = (await call(wire, phone, 'POST', '/api/device_keys', JSON.stringify(key))).id;
  const second = await call(wire, phone, 'POST', '/api/device_keys/nonce', '{}');
  const enrolment = JSON.stringify({
    consent: { version: 1, accepted: true },
    shots: seenBy(phone, 5),
  });
  await call(
    wire,
    phone,
    'POST',
    '/api/face_template',
    enrolment,
    signText(phone, enrolText(second.nonce, hash(enrolment))),
  );
  return phone;
}

/** One signed mark, ready to be sent: the challenge is asked for, everything else is made here. */
export async function prepareMark(wire: Wire, phone: Phone, sessionId: string): Promise<Buffer> {
  const challenge = await call(
    wire,
    phone,
    'POST',
    '/api/session_attendance/challenge',
    JSON.stringify({ session_id: sessionId }),
  );
  const body = JSON.stringify({
    challenge_id: challenge.challenge_id,
    session_id: sessionId,
    method: 'face',
    frames: [0, 1, 2].map((i) => ({ t_ms: i * 250, box: [200, 120, 180, 190], score: 0.95, yaw: 0, step: null })),
    descriptors: seenBy(phone, 3),
    lat: -6.2,
    lng: 106.8,
    accuracy: 8,
    positions: [],
    device_id: hash(phone.student.id),
    client: { version: '9.0.0', camera: 'Front camera', screen: '390x844' },
  });
  const signature = signText(phone, markText(challenge.nonce, hash(body)));
  return encode({ method: 'POST', path: '/api/session_attendance/mark', headers: headersOf(phone, signature), body });
}

/** The text fields of a reply; a field that is missing is an empty text. */
async function call(wire: Wire, phone: Phone, method: string, path: string, body?: string, signature?: string) {
  const request = { method, path, headers: headersOf(phone, signature), ...(body !== undefined && { body }) };
  const answer = await wire.send(encode(request));
  if (answer.status !== 200) throw new Error(`${method} ${path} answered ${answer.status} ${answer.body}`);
  const reply: Record<string, unknown> = JSON.parse(answer.body);
  const text = (name: string) => (typeof reply[name] === 'string' ? reply[name] : '');
  return { token: text('token'), nonce: text('nonce'), id: text('id'), challenge_id: text('challenge_id') };
}

function headersOf(phone: Phone, signature?: string): Record<string, string> {
  return {
    Cookie: phone.student.cookie,
    'Content-Type': 'application/json',
    'Sec-Fetch-Site': 'same-origin',
    'X-CSRF-Token': phone.token,
    'X-Device-Key': phone.keyId,
    ...(signature !== undefined && { 'X-Device-Signature': signature }),
  };
}

function signText(phone: Phone, text: string): string {
  return sign('sha256', Buffer.from(text), { key: phone.key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
}

const seenBy = ({ face, second }: Phone, count: number) => ({
  [FACE_MODEL_ID]: pictures(face, count),
  [SECOND_FACE_MODEL_ID]: pictures(second, count),
});

/** Pictures of one face, about 0.07 apart. */
function pictures(face: number[], count: number): number[][] {
  return Array.from({ length: count }, () => {
    const noise = direction(0.05);
    return face.map((value, i) => Math.fround(value + (noise[i] ?? 0)));
  });
}

/** A random vector of that length, about evenly spread. */
function direction(length: number): number[] {
  const values = Array.from({ length: FACE_MODEL_DIMS[FACE_MODEL_ID] }, () => {
    const bytes = randomBytes(12);
    return bytes.readUInt32LE(0) / 2 ** 32 + bytes.readUInt32LE(4) / 2 ** 32 + bytes.readUInt32LE(8) / 2 ** 32 - 1.5;
  });
  const norm = Math.hypot(...values);
  return values.map((value) => (value / norm) * length);
}

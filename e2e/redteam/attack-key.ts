import { randomUUID } from 'node:crypto';
import { revokeDeviceKey } from '@hadir/contract/device-keys.ts';
import { FACE_MODEL_ID } from '@hadir/contract/face-model.ts';
import { password } from './arena.ts';
import type { Shot } from './faces.ts';
import { inventFace } from './invented-face.ts';
import { makePhone, registerPhone, type Signed, sha256, signMark } from './phone.ts';
import { prepare, spoilMany, submit } from './prepared.ts';
import { type Attacks, repeat } from './stage.ts';
import { freshFrames } from './student.ts';
import { tally, worked } from './tally.ts';
import { rounded } from './vectors.ts';

/** Marks that an active key of the student did not sign. */
export const keyAttacks: Attacks = {
  'key-absent': async (stage) =>
    tally([
      ...(await spoilMany(stage, stage.times(2, 10), ({ signed }) => ({ ...signed, keyId: null, signature: null }))),
      ...(await spoilMany(stage, stage.times(2, 10), ({ signed }) => ({ ...signed, signature: null }))),
    ]),

  'key-unknown': async (stage) =>
    tally(await spoilMany(stage, stage.times(3, 20), ({ signed }) => ({ ...signed, keyId: randomUUID() }))),

  'key-foreign': async (stage) => {
    const { phone } = await stage.arena.addStudent({
      face: inventFace(stage.arena.random),
      courses: [],
      faceIs: 'none',
    });
    const times = stage.times(2, 10);
    return tally([
      // The challenge is bound to the friend's key as well, so that only the key itself stands in the way.
      ...(await spoilMany(stage, times, ({ body, challenge }) => signMark(phone, challenge, body), { phone })),
      ...(await spoilMany(stage, times, ({ body, challenge, student }) => ({
        ...signMark(phone, challenge, body),
        keyId: student.phone.keyId,
      }))),
    ]);
  },

  'key-revoked': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(2, 10), async () => {
      const student = await arena.addStudent({ face: inventFace(arena.random), courses: [courseId] });
      // The first challenge was given while the key was good.
      const before = await prepare(arena, student, await arena.openSession(courseId));
      await student.visitor.call(revokeDeviceKey, { params: { id: student.phone.keyId } });
      const after = await prepare(arena, student, await arena.openSession(courseId));
      return [await submit(arena, before, before.signed), await submit(arena, after, after.signed)];
    });
    return tally(outcomes.flat());
  },

  'key-pending': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(2, 8), async () => {
      const student = await arena.addStudent({ face: inventFace(arena.random), courses: [courseId] });
      const phone = makePhone();
      // With the password and the owner's own face: the new phone waits all the same.
      await registerPhone(student.visitor, phone, password, faceFields(freshFrames(student, arena.random)));
      if (phone.keyId === '') throw new Error('the second phone was not registered');
      const prepared = await prepare(arena, student, await arena.openSession(courseId), { phone });
      return submit(arena, prepared, prepared.signed);
    });
    return tally(outcomes);
  },

  'key-shared': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(1, 5), async () => {
      const owner = await arena.borrow(courseId, 0);
      const friend = await arena.addStudent({ face: owner.face, courses: [], faceIs: 'none' });
      return worked((await registerPhone(friend.visitor, { ...owner.phone }, password)).status === 200);
    });
    return tally(outcomes);
  },

  'signature-other-nonce': async (stage) =>
    tally(
      await spoilMany(stage, stage.times(3, 20), ({ body, student, challenge }) =>
        signMark(student.phone, { ...challenge, nonce: sha256('another') }, body),
      ),
    ),

  'signature-other-text': async (stage) =>
    tally(
      await spoilMany(stage, stage.times(3, 20), ({ signed, challenge, student }) => ({
        ...signed,
        signature: student.phone.sign(`hadir/v1/enrol\n${challenge.nonce}\n${sha256(signed.body)}`),
      })),
    ),

  'signature-forms': async (stage) => {
    let at = 0;
    const spoil = ({ signed }: { signed: Signed }) => ({
      ...signed,
      signature: forms[at++ % forms.length]?.(signed.signature ?? '') ?? '',
    });
    return tally(await spoilMany(stage, forms.length * stage.times(1, 3), spoil));
  },

  'stolen-web-session': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(2, 8), async () => {
      const victim = await arena.borrow(courseId, 2);
      const thief = arena.openVisitor();
      thief.cookie = victim.visitor.cookie;
      await thief.renewToken();
      const phone = makePhone();
      const wrong = await registerPhone(thief, phone, 'not the password at all');
      const sessionId = await arena.openSession(courseId);
      const unregistered = { ...phone, keyId: randomUUID() };
      const inName = { ...phone, keyId: victim.phone.keyId };
      const first = await prepare(arena, victim, sessionId, { visitor: thief, phone: unregistered });
      const second = await prepare(arena, victim, sessionId, { visitor: thief, phone: inName });
      return [
        worked(wrong.status === 200),
        await submit(arena, first, first.signed, thief),
        await submit(arena, second, second.signed, thief),
      ];
    });
    return tally(outcomes.flat());
  },

  'stolen-password': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(1, 6), async () => {
      const victim = await arena.borrow(courseId, 1);
      const thief = arena.openVisitor();
      thief.cookie = victim.visitor.cookie;
      await thief.renewToken();
      const phone = makePhone();
      const face = inventFace(arena.random).pool.slice(0, 3);
      await registerPhone(thief, phone, password, faceFields(face));
      const taken = { ...phone, keyId: phone.keyId || randomUUID() };
      const prepared = await prepare(arena, victim, await arena.openSession(courseId), {
        visitor: thief,
        phone: taken,
      });
      return submit(arena, prepared, prepared.signed, thief);
    });
    return tally(outcomes);
  },
};

/** What a further phone shows of its owner's face. */
function faceFields(frames: readonly Shot[]): object {
  return {
    frames: frames.map(({ box, score, yaw }, i) => ({ t_ms: 300 * (i + 1) + i, box, score, yaw, step: 'straight' })),
    descriptors: { [FACE_MODEL_ID]: frames.map(({ descriptor }) => rounded(descriptor)) },
  };
}

/** Signatures that careless verifiers have let through, each in its own way. */
const forms: ((signature: string) => string)[] = [
  () => Buffer.alloc(64).toString('base64url'),
  () => Buffer.alloc(64, 255).toString('base64url'),
  (signature) => signature.slice(0, 85),
  (signature) => `${signature}=`,
  (signature) => `${signature}A`,
  () => '',
  () => '{}',
  (signature) => Buffer.from(signature, 'base64url').toString('base64'),
  (signature) => Buffer.from(signature, 'base64url').toString('hex'),
  (signature) => Buffer.from(signature, 'base64url').reverse().toString('base64url'),
  (signature) => toDer(Buffer.from(signature, 'base64url')).toString('base64url'),
];

/** ASN.1, as most libraries write signatures. */
function toDer(raw: Buffer): Buffer {
  const part = (bytes: Buffer) => {
    const positive = (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes;
    return Buffer.concat([Buffer.from([2, positive.length]), positive]);
  };
  const both = Buffer.concat([part(raw.subarray(0, 32)), part(raw.subarray(32))]);
  return Buffer.concat([Buffer.from([0x30, both.length]), both]);
}

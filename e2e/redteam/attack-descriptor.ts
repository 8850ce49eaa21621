import { FACE_MODEL_ID } from '@hadir/contract/face-model.ts';
import { inventFace } from './invented-face.ts';
import { signMark } from './phone.ts';
import { markHonestly, prepare, submit, submitRaw } from './prepared.ts';
import { type Attacks, repeat } from './stage.ts';
import { type Outcome, tally } from './tally.ts';
import { direction, rounded } from './vectors.ts';
import { read } from './wire.ts';

/** Numbers that are no descriptor, and many of them. */
export const descriptorAttacks: Attacks = {
  'descriptor-tricks': async (stage) => {
    const { arena, courseId, times, isQuick } = stage;
    const shift = Math.floor(arena.random() * 3);
    const chosen = isQuick ? tricks.filter((_, i) => i % 3 === shift) : tricks;
    const rounds = await repeat(times(1, 2), () =>
      repeat(chosen.length, async (i) => {
        const student = await arena.borrow(courseId, 2);
        const prepared = await prepare(arena, student, await arena.openSession(courseId));
        const good = prepared.frames.map(({ descriptor }) => rounded(descriptor));
        const raw = chosen[i]?.(JSON.stringify(prepared.body), good) ?? '';
        if (raw === prepared.signed.body) throw new Error(`this trick changes nothing: ${chosen[i]}`);
        const outcome = await submit(arena, prepared, signMark(student.phone, prepared.challenge, raw));
        // After some failures a pause would answer in place of the rule.
        if (student.failures > 0) await markHonestly(stage, student);
        return outcome;
      }),
    );
    return tally(rounds.flat());
  },

  'brute-force': async ({ arena, courseId, times }) => {
    const lives = await repeat(times(1, 6), async () => {
      const student = await arena.addStudent({ face: inventFace(arena.random), courses: [courseId] });
      let asked = 0;
      const outcomes: Outcome[] = await repeat(10, async (i) => {
        const frames = [0, 1, 2].map(() => direction(arena.random, 1.4));
        const sessionId = await arena.openSession(courseId);
        const descriptors = { [FACE_MODEL_ID]: frames.map(rounded) };
        const prepared = await prepare(arena, student, sessionId, { change: { descriptors } });
        const answer = await submitRaw(student, prepared.frames, prepared.signed);
        if (read(answer).code === 'face_not_accepted') asked += 1;
        if (i === 9 && asked > 5) throw new Error(`${asked} guesses in a row were looked at, 5 may be`);
        return arena.judge(student, sessionId, answer);
      });
      return outcomes;
    });
    return tally(lives.flat(), 'after five in a row no guess was looked at');
  },
};

const withDescriptors = (body: string, value: string) =>
  body.replace(/"descriptors":\{.*?\]\]\}/, `"descriptors":{"${FACE_MODEL_ID}":${value}}`);
const json = (value: unknown) => JSON.stringify(value);
const all = (good: readonly number[][], change: (frame: readonly number[]) => unknown) => json(good.map(change));

/** Each makes a body out of an honest one. */
const tricks: ((body: string, good: readonly number[][]) => string)[] = [
  (body, good) => withDescriptors(body, json(good).replace(/-?\d+\.\d+/, '1e999')),
  (body, good) => withDescriptors(body, json(good).replace(/-?\d+\.\d+/g, '1e999')),
  (body, good) => withDescriptors(body, json(good).replace(/-?\d+\.\d+/, '-1e999')),
  (body, good) => withDescriptors(body, json(good).replace(/-?\d+\.\d+/, 'null')),
  (body, good) =>
    withDescriptors(
      body,
      all(good, () => Array.from({ length: 128 }, () => null)),
    ),
  (body, good) =>
    withDescriptors(
      body,
      all(good, () => Array.from({ length: 128 }, () => 'NaN')),
    ),
  (body, good) =>
    withDescriptors(
      body,
      all(good, (frame) => frame.map(String)),
    ),
  (body, good) =>
    withDescriptors(
      body,
      all(good, (frame) => frame.slice(0, 127)),
    ),
  (body, good) =>
    withDescriptors(
      body,
      all(good, (frame) => [...frame, 0]),
    ),
  (body, good) =>
    withDescriptors(
      body,
      all(good, () => []),
    ),
  (body, good) =>
    withDescriptors(
      body,
      all(good, () => ({ length: 128 })),
    ),
  (body, good) =>
    withDescriptors(
      body,
      all(good, (frame) => ({ ...frame, length: 128 })),
    ),
  (body, good) =>
    withDescriptors(
      body,
      all(good, (frame) => frame.map((n) => n * 10)),
    ),
  (body, good) =>
    withDescriptors(
      body,
      all(good, (frame) => frame.map((n) => n / 10)),
    ),
  (body, good) =>
    withDescriptors(
      body,
      all(good, (frame) => frame.map(() => 0)),
    ),
  (body, good) =>
    withDescriptors(
      body,
      all(good, (frame) => frame.map(() => 1e308)),
    ),
  (body, good) =>
    withDescriptors(
      body,
      all(good, (frame) => frame.map((n) => [n])),
    ),
  (body) => withDescriptors(body, '[]'),
  (body) => withDescriptors(body, 'null'),
  (body) => withDescriptors(body, '{}'),
  (body) => withDescriptors(body, '"128"'),
  (body, good) => withDescriptors(body, json(good.slice(0, 1))),
  (body, good) => withDescriptors(body, json([...good, ...good, ...good])),
  (body, good) => body.replace(FACE_MODEL_ID, 'another-model').replace('"x"', json(good)),
  (body) => body.replace(/"descriptors":\{.*?\]\]\}/, '"descriptors":{}'),
  (body) => body.replace(/"descriptors":\{.*?\]\]\},/, ''),
  (body, good) => body.replace(/"descriptors":\{.*?\]\]\}/, `"descriptors":${json(good)}`),
  (body) => json({ ...JSON.parse(body), frames: [] }),
  (body) => body.replace(/"t_ms":\d+/g, '"t_ms":5'),
  (body) => body.replace(/"score":[\d.]+/, '"score":1e999'),
  (body) => body.replace('"method":"face"', '"method":["face"]'),
];

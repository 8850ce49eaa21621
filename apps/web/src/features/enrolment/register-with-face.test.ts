import { expect, it } from 'vitest';
import { FaceError } from '#face/face-error.ts';
import { fakeCamera, fakeFace } from './fake-look.ts';
import { type PhoneLook, type PhoneLookDoors, registerWithFace } from './register-with-face.ts';

const descriptors = { 'face-api-128': [[1], [2], [3]] };
// The camera is a fake one, so nothing ever looks at the element.
const video = {} as HTMLVideoElement;

function makeRun(change: Partial<PhoneLookDoors> = {}, signal = new AbortController().signal) {
  const seen: PhoneLook['kind'][] = [];
  const sent: unknown[] = [];
  const doors: PhoneLookDoors = {
    openCamera: async () => fakeCamera(),
    getFace: async () => fakeFace(),
    captureFrames: async () => ({ kind: 'captured', guidance: 'good', frames: [], descriptors }),
    registerPhone: async (...given) => {
      sent.push(given);
      return { kind: 'registered', state: 'pending' };
    },
    ...change,
  };
  const onProgress = ({ kind }: PhoneLook) => seen.push(kind);
  return {
    seen,
    sent,
    run: () =>
      registerWithFace({ personId: 'p', password: 'w', models: ['one', 'other'], video, signal, onProgress }, doors),
  };
}

it('sends what the camera saw of the face beside the password', async () => {
  const { seen, sent, run } = makeRun();
  expect(await run()).toEqual({ kind: 'registered', state: 'pending' });
  expect(sent).toEqual([['p', 'w', { descriptors }]]);
  expect(seen).toEqual(['opening', 'capturing', 'sending']);
});

it('has the face described by the recognisers that are wanted', async () => {
  const { sent, run } = makeRun({
    captureFrames: async ({ models = [] }) => ({
      kind: 'captured',
      guidance: 'good',
      frames: [],
      descriptors: Object.fromEntries(models.map((model) => [model, [[1]]])),
    }),
  });
  await run();
  expect(sent).toEqual([['p', 'w', { descriptors: { one: [[1]], other: [[1]] } }]]);
});

it.each<[string, Partial<PhoneLookDoors>, object]>([
  ['the camera is denied', { openCamera: async () => ({ kind: 'denied' }) }, { kind: 'camera_refused', why: 'denied' }],
  [
    'nobody is seen',
    { captureFrames: async () => ({ kind: 'no_face', guidance: 'no_face', frames: [], descriptors: {} }) },
    { kind: 'not_captured', why: 'no_face' },
  ],
  [
    'the models do not arrive',
    { getFace: () => Promise.reject(new FaceError('offline', 'no network')) },
    { kind: 'model_refused', why: 'offline' },
  ],
])('sends nothing when %s', async (_, change, outcome) => {
  const { sent, run } = makeRun(change);
  expect(await run()).toEqual(outcome);
  expect(sent).toEqual([]);
});

it('sends nothing when the person has left', async () => {
  const leaving = new AbortController();
  const { sent, run } = makeRun(
    {
      captureFrames: async () => {
        leaving.abort();
        return { kind: 'captured', guidance: 'good', frames: [], descriptors };
      },
    },
    leaving.signal,
  );
  await expect(run()).rejects.toThrow();
  expect(sent).toEqual([]);
});

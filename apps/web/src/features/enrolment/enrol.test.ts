import { beforeEach, expect, it } from 'vitest';
import type { Camera } from '#face/camera.ts';
import { FaceError } from '#face/face-error.ts';
import { type EnrolmentDoors, enrol, sendShots } from './enrol.ts';
import { setEnrolment, useEnrolment } from './enrolment-store.ts';
import { fakeCamera, fakeFace } from './fake-look.ts';

const shots = { 'face-api-128': [[1], [2], [3], [4], [5]] };
let wasClosed = false;

beforeEach(() => {
  wasClosed = false;
  setEnrolment({ kind: 'ready' });
});

function makeCamera(): Camera {
  return fakeCamera({
    close: () => {
      wasClosed = true;
    },
  });
}

function makeDoors(change: Partial<EnrolmentDoors> = {}): EnrolmentDoors {
  return {
    openCamera: async () => makeCamera(),
    getFace: async () => fakeFace(),
    captureShots: async () => ({ kind: 'captured', guidance: 'good', frames: [], descriptors: shots }),
    sendTemplate: async () => ({ kind: 'unreachable' }),
    ...change,
  };
}

// The camera is a fake one, so nothing ever looks at the element.
const video = {} as HTMLVideoElement;
function makeRun(signal = new AbortController().signal) {
  return { personId: 'amina', consentVersion: 1, models: ['one', 'other'], video, signal };
}

it('keeps shots that brought no answer for one more sending, and closes the camera', async () => {
  await enrol(makeRun(), makeDoors());
  expect(useEnrolment.getState()).toEqual({
    kind: 'not_sent',
    failure: { kind: 'unreachable' },
    taken: { shots, frames: [] },
  });
  expect(wasClosed).toBe(true);
});

it('has the shots described by the recognisers that are wanted', async () => {
  const asked: unknown[] = [];
  const captureShots: EnrolmentDoors['captureShots'] = async ({ models }) => {
    asked.push(models);
    return { kind: 'captured', guidance: 'good', frames: [], descriptors: shots };
  };
  await enrol(makeRun(), makeDoors({ captureShots }));
  expect(asked).toEqual([['one', 'other']]);
});

it('says that the camera is gone as soon as it is pulled out', async () => {
  const camera = makeCamera();
  const captureShots: EnrolmentDoors['captureShots'] = ({ signal }) =>
    new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
      camera.onEnded?.('busy');
    });
  await enrol(makeRun(), makeDoors({ openCamera: async () => camera, captureShots }));
  expect(useEnrolment.getState()).toEqual({ kind: 'camera_refused', why: 'busy' });
});

it('says that it has paused when the page was hidden for long', async () => {
  const camera = makeCamera();
  const captureShots: EnrolmentDoors['captureShots'] = ({ signal }) =>
    new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
      camera.onEnded?.('paused');
    });
  await enrol(makeRun(), makeDoors({ openCamera: async () => camera, captureShots }));
  expect(useEnrolment.getState()).toEqual({ kind: 'camera_refused', why: 'paused' });
});

it('does not wait for the models of a camera that is gone', async () => {
  const camera = makeCamera();
  const attach = async () => camera.onEnded?.('busy');
  const getFace = () => new Promise<never>(() => undefined);
  await enrol(makeRun(), makeDoors({ openCamera: async () => Object.assign(camera, { attach }), getFace }));
  expect(useEnrolment.getState()).toEqual({ kind: 'camera_refused', why: 'busy' });
  expect(wasClosed).toBe(true);
});

it('keeps no shots of a person who has left while they were on their way', async () => {
  const leaving = new AbortController();
  const sendTemplate: EnrolmentDoors['sendTemplate'] = async () => {
    leaving.abort();
    setEnrolment({ kind: 'ready' });
    return { kind: 'unreachable' };
  };
  await sendShots(makeRun(leaving.signal), { shots, frames: [] }, { sendTemplate });
  expect(useEnrolment.getState()).toEqual({ kind: 'ready' });
});

it('has words for models that do not come, and passes on what nobody expected', async () => {
  await enrol(makeRun(), makeDoors({ getFace: () => Promise.reject(new FaceError('offline', 'words')) }));
  expect(useEnrolment.getState()).toEqual({ kind: 'model_refused', why: 'offline' });
  const sendTemplate = () => Promise.reject(new Error('a fault'));
  await expect(enrol(makeRun(), makeDoors({ sendTemplate }))).rejects.toThrow('a fault');
});

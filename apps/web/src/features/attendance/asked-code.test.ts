import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeCamera, fakeFace } from '#features/enrolment/fake-look.ts';
import { keepPhoneKey } from '#features/enrolment/phone-keys.ts';
import { makeKeyPair } from '#features/enrolment/signing.ts';
import { forgetCsrfToken } from '#lib/api.ts';
import { fakeLocalStorage, fakeServer } from '#lib/fake-server.ts';
import { answerRoomCode } from './ask-room-code.ts';
import { type CheckInDoors, checkIn } from './check-in.ts';
import { setCheckIn, useCheckIn } from './check-in-store.ts';

const MARK = '/api/session_attendance/mark';
const session = { id: 'session-1', title: 'Algebra', place: null };
const frame = { t_ms: 1, box: [1, 2, 3, 4] as [number, number, number, number], score: 1, yaw: 0, step: null };

beforeEach(async () => {
  forgetCsrfToken();
  fakeLocalStorage();
  setCheckIn({ kind: 'ready' });
  await keepPhoneKey({ personId: 'amina', id: 'key-1', pair: await makeKeyPair() });
});

/** A server whose challenge says that the code stands on the screen. */
function serve(roomCode: 'asked' | 'offered') {
  let challenges = 0;
  return fakeServer({
    'POST /api/session_attendance/challenge': () => ({
      json: {
        challenge_id: `challenge-${++challenges}-${Math.random()}`,
        nonce: 'nonce-1',
        expires_at: '2026-01-05T08:01:30.000Z',
        liveness_plan: [],
        liveness_alternatives: [],
        passive_liveness: false,
        min_frames: 1,
        geofence: null,
        room_code: roomCode,
        models: ['face-api-128'],
        min_client_version: '0.1.0',
      },
    }),
    [`POST ${MARK}`]: () => ({ json: { success: true, status: 'present', state: 'present', message: 'words' } }),
  });
}

// The camera is a fake one, so nothing ever looks at the element.
const video = {} as HTMLVideoElement;

function markByFace(signal = new AbortController().signal): Promise<void> {
  const doors: CheckInDoors = {
    openCamera: async () => fakeCamera({ attach: async () => {}, close: () => {} }),
    captureFrames: async () => ({
      kind: 'captured',
      guidance: 'good',
      frames: [frame],
      descriptors: { 'face-api-128': [[1]] },
    }),
    getFace: async () => fakeFace({ ready: Promise.resolve({ backend: 'wasm', simd: true }) }),
    findPosition: () => ({ first: new Promise(() => {}), settled: new Promise(() => {}) }),
    now: Date.now,
  };
  return checkIn({ personId: 'amina', session, way: { kind: 'face', video }, signal }, doors);
}

const sentBody = (server: ReturnType<typeof fakeServer>) => JSON.parse(server.to(MARK)[0]?.body ?? '{}');
const isAsking = () => vi.waitFor(() => expect(useCheckIn.getState().kind).toBe('asking_code'));

it.each([
  ['012345', '012345'],
  [null, undefined],
])('asks once the face is seen; %s goes along as %s', async (answer, roomCode) => {
  const server = serve('asked');
  const done = markByFace();
  await isAsking();
  expect(server.to(MARK)).toEqual([]);
  answerRoomCode(answer);
  await done;
  expect(sentBody(server)).toMatchObject({ method: 'face', frames: [{ t_ms: 1 }] });
  expect(sentBody(server).room_code).toBe(roomCode);
});

it('asks nobody who has scanned the code of this class', async () => {
  const server = serve('asked');
  const kept = { id: 'receipt-1', sessionId: session.id, expiresAt: Date.now() + 60_000 };
  localStorage.setItem('hadir-room-receipt', JSON.stringify(kept));
  await markByFace();
  expect(sentBody(server)).toMatchObject({ method: 'face', receipt: 'receipt-1' });
});

it('asks nobody while no code is shown', async () => {
  const server = serve('offered');
  await markByFace();
  expect(sentBody(server).room_code).toBeUndefined();
});

it('sends nothing when the screen is left while it asks', async () => {
  const server = serve('asked');
  const leaving = new AbortController();
  const done = markByFace(leaving.signal);
  await isAsking();
  leaving.abort();
  await done;
  expect(server.to(MARK)).toEqual([]);
});

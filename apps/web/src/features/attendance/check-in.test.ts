import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Camera } from '#face/camera.ts';
import type { MarkCapture } from '#face/capture-frames.ts';
import { FaceError } from '#face/face-error.ts';
import { fakeCamera, fakeFace } from '#features/enrolment/fake-look.ts';
import { keepPhoneKey } from '#features/enrolment/phone-keys.ts';
import { makeKeyPair } from '#features/enrolment/signing.ts';
import { forgetCsrfToken } from '#lib/api.ts';
import { fakeLocalStorage, fakeServer, fromBase64Url } from '#lib/fake-server.ts';
import { type CheckIn, type CheckInDoors, checkIn } from './check-in.ts';
import { type CheckInState, setCheckIn, useCheckIn } from './check-in-store.ts';
import type { PositionFound } from './find-position.ts';
import { forgetMark, listJudgedMarks, listKeptMarks } from './outbox.ts';
import { resendMarks, useOutbox } from './outbox-store.ts';
import { findAnyReceipt } from './room-receipt.ts';

const MARK = '/api/session_attendance/mark';
const CHALLENGE = '/api/session_attendance/challenge';
const me = (id: string) => ({
  json: {
    id,
    name: 'A',
    email: null,
    role: 'student',
    has_photo: false,
    preferences: { language: 'device', theme: 'device', contrast: 'device' },
    lacks_second_factor: false,
    school: { id: 's', name: 'S', time_zone: 'UTC' },
  },
});
const accepted = { json: { success: true, status: 'present', state: 'present', message: 'words' } };
const challenge = {
  json: {
    challenge_id: 'challenge-1',
    nonce: 'nonce-1',
    expires_at: '2026-01-05T08:01:30.000Z',
    liveness_plan: ['blink', 'turn_left'],
    liveness_alternatives: ['move_back'],
    passive_liveness: false,
    min_frames: 3,
    geofence: null,
    room_code: 'offered',
    models: ['face-api-128', 'mobilefacenet-128'],
    min_client_version: '0.1.0',
  },
};
const frame = { t_ms: 1, box: [1, 2, 3, 4] as [number, number, number, number], score: 1, yaw: 0, step: null };
const three = { frames: [frame, frame, frame], descriptors: { 'face-api-128': [[1], [2], [3]] } };
const steps = [
  { step: 'blink', outcome: 'done', started_ms: 1, reached_ms: 301, done_ms: 500, from: 0.9, to: 0.1 },
  { step: 'turn_left', outcome: 'skipped', started_ms: 600, why: 'cannot' },
] as const;
const captured: MarkCapture = { kind: 'captured', guidance: 'good', ...three, liveness: { steps: [...steps] } };
const found: PositionFound = {
  kind: 'found',
  fixes: [{ lat: 1, lng: 2, accuracy: 30, at: '2026-01-05T08:00:00.000Z' }],
};

let order: string[] = [];
let pair: CryptoKeyPair;

beforeEach(async () => {
  order = [];
  forgetCsrfToken();
  fakeLocalStorage();
  setCheckIn({ kind: 'ready' });
  useOutbox.setState({ marks: [], results: [], pausedUntil: 0 });
  for (const { id } of [...(await listKeptMarks()), ...(await listJudgedMarks())]) await forgetMark(id);
  pair = await makeKeyPair();
  await keepPhoneKey({ personId: 'amina', id: 'key-1', pair });
});

function makeCamera(): Camera {
  return fakeCamera({ attach: async () => void order.push('camera'), close: () => order.push('closed') });
}

function makeDoors(change: Partial<CheckInDoors> = {}, position: PositionFound = found): CheckInDoors {
  return {
    openCamera: async () => makeCamera(),
    captureFrames: async () => captured,
    getFace: async () =>
      fakeFace({
        ready: Promise.resolve({ backend: 'wasm', simd: true }).finally(() => order.push('models')),
      }),
    findPosition: () => ({
      first: Promise.resolve(position).finally(() => order.push('position')),
      settled: Promise.resolve(position),
    }),
    now: Date.now,
    ...change,
  };
}

// The camera is a fake one, so nothing ever looks at the element.
const video = {} as HTMLVideoElement;
function makeRequest(change: Partial<CheckIn> = {}): CheckIn {
  const session = { id: 'session-1', title: 'Algebra', place: { id: 'place-1' } };
  return { personId: 'amina', session, way: { kind: 'face', video }, signal: new AbortController().signal, ...change };
}

function serve(mark: () => { status?: number; json: unknown } | 'no_answer') {
  return fakeServer({
    [`POST ${CHALLENGE}`]: () => {
      order.push('challenge');
      return challenge;
    },
    [`POST ${MARK}`]: mark,
    'GET /api/me': () => me('amina'),
  });
}

const refused = (status: number, code: string, next: string) => ({
  status,
  json: { success: false, code, message: 'words', next },
});

it('asks for the challenge only when camera, models and position are there, and closes the camera', async () => {
  serve(() => accepted);
  await checkIn(makeRequest(), makeDoors());
  expect(order.slice(0, 3).sort()).toEqual(['camera', 'models', 'position']);
  expect(order[3]).toBe('challenge');
  expect(order).toContain('closed');
  expect(useCheckIn.getState()).toMatchObject({
    kind: 'finished',
    outcome: { kind: 'accepted', state: 'present' },
    seen: { capture: 'captured', position: 'found' },
  });
  expect(await listKeptMarks()).toEqual([]);
});

it('signs the very bytes that travel', async () => {
  const server = serve(() => accepted);
  await checkIn(makeRequest(), makeDoors());
  const [sent] = server.to(MARK);
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(sent?.body));
  const hex = Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const text = `hadir/v1/mark\nnonce-1\n${hex}`;
  const signature = fromBase64Url(sent?.headers.get('x-device-signature') ?? '');
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  expect(await crypto.subtle.verify(algorithm, pair.publicKey, signature, new TextEncoder().encode(text))).toBe(true);
  expect(sent?.headers.get('x-device-key')).toBe('key-1');
  expect(JSON.parse(sent?.body ?? '')).toMatchObject({ method: 'face', lat: 1, lng: 2, accuracy: 30, ...three });
});

it('has the face described by the recognisers the challenge asks for', async () => {
  serve(() => accepted);
  const captureFrames = vi.fn<CheckInDoors['captureFrames']>(async () => captured);
  await checkIn(makeRequest(), makeDoors({ captureFrames }));
  expect(captureFrames.mock.calls[0]?.[0].models).toEqual(['face-api-128', 'mobilefacenet-128']);
});

it('asks for the plan of the challenge, and sends what was seen of it', async () => {
  const server = serve(() => accepted);
  const captureFrames = vi.fn<CheckInDoors['captureFrames']>(async () => captured);
  await checkIn(makeRequest(), makeDoors({ captureFrames }));
  expect(captureFrames.mock.calls[0]?.[0].liveness).toMatchObject({
    plan: ['blink', 'turn_left'],
    alternatives: ['move_back'],
  });
  expect(JSON.parse(server.to(MARK)[0]?.body ?? '').liveness).toEqual({ steps });
});

it.each(['no_face', 'several_faces', 'not_good_enough'] as const)(
  'tells the server of %s without a descriptor, so that the attempt is kept',
  async (kind) => {
    const server = serve(() => refused(400, 'face_not_accepted', 'better_picture'));
    await checkIn(makeRequest(), makeDoors({ captureFrames: async () => ({ ...captured, kind }) }));
    expect(JSON.parse(server.to(MARK)[0]?.body ?? '')).toMatchObject({
      frames: [],
      descriptors: { 'face-api-128': [] },
    });
    expect(useCheckIn.getState()).toMatchObject({
      outcome: { kind: 'refused', code: 'face_not_accepted', next: 'better_picture' },
      seen: { capture: kind },
    });
  },
);

it('sends the mark without a position when it was denied, and remembers why', async () => {
  const server = serve(() => refused(400, 'no_position', 'allow_position'));
  await checkIn(makeRequest(), makeDoors({}, { kind: 'refused', why: 'denied' }));
  expect(JSON.parse(server.to(MARK)[0]?.body ?? '')).not.toHaveProperty('lat');
  expect(useCheckIn.getState()).toMatchObject({ seen: { position: 'denied' } });
});

it('passes on how far away the server says the phone is', async () => {
  const { status, json } = refused(400, 'outside_campus', 'move_closer');
  serve(() => ({ status, json: { ...json, hint: 'far' } }));
  await checkIn(makeRequest(), makeDoors());
  expect(useCheckIn.getState()).toMatchObject({ outcome: { code: 'outside_campus', hint: 'far' } });
});

it('asks for no position where the session has no place', async () => {
  const server = serve(() => accepted);
  const findPosition = vi.fn();
  const session = { id: 'session-1', title: 'Algebra', place: null };
  await checkIn(makeRequest({ session }), makeDoors({ findPosition }));
  expect(findPosition).not.toHaveBeenCalled();
  expect(JSON.parse(server.to(MARK)[0]?.body ?? '').positions).toEqual([]);
});

it('is still locating while better fixes are awaited, and sends nothing until then', async () => {
  const server = serve(() => accepted);
  const settled = Promise.withResolvers<PositionFound>();
  const doors = makeDoors();
  const findPosition: CheckInDoors['findPosition'] = (signal) => ({
    first: doors.findPosition(signal).first,
    settled: settled.promise,
  });
  const running = checkIn(makeRequest(), { ...doors, findPosition });
  await vi.waitFor(() => expect(useCheckIn.getState()).toMatchObject({ kind: 'sending', isLocating: true }));
  expect(server.to(MARK)).toEqual([]);
  const states: CheckInState[] = [];
  const stop = useCheckIn.subscribe((state) => states.push(state));
  settled.resolve({ kind: 'found', fixes: [] });
  await running;
  stop();
  expect(states).toMatchObject([{ kind: 'sending', isLocating: false }, { kind: 'finished' }]);
});

it('opens no camera for a room code', async () => {
  const server = serve(() => ({ json: { ...accepted.json, state: 'pending' } }));
  const openCamera = vi.fn();
  await checkIn(makeRequest({ way: { kind: 'room_code', code: '123456' } }), makeDoors({ openCamera }));
  expect(openCamera).not.toHaveBeenCalled();
  expect(JSON.parse(server.to(CHALLENGE)[0]?.body ?? '')).toEqual({ session_id: 'session-1', method: 'room_code' });
  expect(JSON.parse(server.to(MARK)[0]?.body ?? '')).toMatchObject({
    method: 'room_code',
    room_code: '123456',
    frames: [],
    descriptors: {},
  });
});

it('forgets the receipt of a scan once a mark of that class is accepted, with a face too', async () => {
  const keep = (sessionId: string) =>
    localStorage.setItem('hadir-room-receipt', JSON.stringify({ id: 'r', sessionId, expiresAt: Date.now() + 60_000 }));
  keep('session-1');
  serve(() => refused(400, 'face_not_accepted', 'better_picture'));
  await checkIn(makeRequest(), makeDoors());
  expect(findAnyReceipt()).toMatchObject({ id: 'r' });
  serve(() => accepted);
  await checkIn(makeRequest(), makeDoors());
  expect(findAnyReceipt()).toBeNull();
  keep('session-2');
  await checkIn(makeRequest(), makeDoors());
  expect(findAnyReceipt()).toMatchObject({ id: 'r' });
});

it('sends nothing when the camera is denied or the models do not come', async () => {
  const server = serve(() => accepted);
  await checkIn(makeRequest(), makeDoors({ openCamera: async () => ({ kind: 'denied' }) }));
  expect(useCheckIn.getState()).toEqual({ kind: 'camera_refused', why: 'denied' });
  const getFace = () => Promise.reject(new FaceError('offline', 'words'));
  await checkIn(makeRequest(), makeDoors({ getFace }));
  expect(useCheckIn.getState()).toEqual({ kind: 'model_refused', why: 'offline' });
  expect(order.at(-1)).toBe('closed');
  expect(server.sent).toEqual([]);
});

it('has its own words for a server that is down before anything was sent', async () => {
  fakeServer({ [`POST ${CHALLENGE}`]: () => 'no_answer' });
  await checkIn(makeRequest(), makeDoors());
  expect(useCheckIn.getState()).toEqual({ kind: 'failed', failure: { kind: 'unreachable' } });
  expect(await listKeptMarks()).toEqual([]);
});

it('keeps a mark without an answer and sends the same bytes again until it is judged', async () => {
  const lost = serve(() => 'no_answer');
  await checkIn(makeRequest(), makeDoors());
  expect(useCheckIn.getState()).toMatchObject({ outcome: { kind: 'not_sent' }, markId: 'challenge-1' });
  expect(useOutbox.getState().marks).toHaveLength(1);

  const back = serve(() => accepted);
  await Promise.all([resendMarks('amina'), resendMarks('amina')]);
  expect(back.to(MARK)).toHaveLength(1);
  expect(back.to(MARK)[0]?.body).toBe(lost.to(MARK)[0]?.body);
  expect(back.to(MARK)[0]?.headers.get('x-device-signature')).toBe(lost.to(MARK)[0]?.headers.get('x-device-signature'));
  expect(useOutbox.getState().marks).toEqual([]);
  expect(useOutbox.getState().results).toMatchObject([{ outcome: { kind: 'accepted' } }]);
});

describe('where this phone keeps nothing more', () => {
  beforeEach(() => {
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    for (const write of ['put', 'add'] as const) vi.spyOn(IDBObjectStore.prototype, write).mockImplementation(full);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('sends the mark all the same', async () => {
    const server = serve(() => accepted);
    await checkIn(makeRequest(), makeDoors());
    expect(server.to(MARK)).toHaveLength(1);
    expect(useCheckIn.getState()).toMatchObject({ kind: 'finished', outcome: { kind: 'accepted' } });
    expect([await listKeptMarks(), await listJudgedMarks()]).toEqual([[], []]);
  });

  it('holds one without an answer in this page, says so, and sends the same bytes again', async () => {
    const lost = serve(() => 'no_answer');
    await checkIn(makeRequest(), makeDoors());
    expect(useCheckIn.getState()).toMatchObject({ outcome: { kind: 'not_sent' }, markId: 'challenge-1' });
    expect(useOutbox.getState().marks).toMatchObject([{ id: 'challenge-1', isOnlyHeld: true }]);
    const back = serve(() => accepted);
    await resendMarks('amina');
    expect(back.to(MARK).map(({ body }) => body)).toEqual(lost.to(MARK).map(({ body }) => body));
    expect(useOutbox.getState()).toMatchObject({ marks: [], results: [{ outcome: { kind: 'accepted' } }] });
  });
});

it('shows the answer also where it cannot be kept in the place of a kept mark', async () => {
  const server = serve(() => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    return refused(400, 'outside_campus', 'move_closer');
  });
  await checkIn(makeRequest(), makeDoors());
  vi.restoreAllMocks();
  expect(server.to(MARK)).toHaveLength(1);
  expect(useCheckIn.getState()).toMatchObject({ outcome: { code: 'outside_campus' } });
  expect([await listKeptMarks(), await listJudgedMarks()]).toEqual([[], []]);
});

it('leaves silently: the camera is closed, nothing is sent, the screen keeps its state', async () => {
  const server = serve(() => accepted);
  const leaving = new AbortController();
  const captureFrames = async () => {
    leaving.abort();
    setCheckIn({ kind: 'ready' });
    throw leaving.signal.reason;
  };
  await checkIn(makeRequest({ signal: leaving.signal }), makeDoors({ captureFrames }));
  expect(order.at(-1)).toBe('closed');
  expect(server.to(MARK)).toEqual([]);
  expect(useCheckIn.getState()).toEqual({ kind: 'ready' });
});

it('says that the camera is gone when it is pulled out meanwhile', async () => {
  const server = serve(() => accepted);
  const camera = makeCamera();
  const captureFrames: CheckInDoors['captureFrames'] = async ({ signal }) => {
    camera.onEnded?.('busy');
    throw signal?.reason;
  };
  await checkIn(makeRequest(), makeDoors({ openCamera: async () => camera, captureFrames }));
  expect(useCheckIn.getState()).toEqual({ kind: 'camera_refused', why: 'busy' });
  expect(server.to(MARK)).toEqual([]);
});

it('tells the start screen of an answer that comes after the person has left', async () => {
  const leaving = new AbortController();
  serve(() => {
    leaving.abort();
    setCheckIn({ kind: 'ready' });
    return accepted;
  });
  await checkIn(makeRequest({ signal: leaving.signal }), makeDoors());
  expect(useCheckIn.getState()).toEqual({ kind: 'ready' });
  expect(useOutbox.getState().results).toMatchObject([{ outcome: { kind: 'accepted' } }]);
});

it('tells a phone without a key to register before it opens the camera', async () => {
  serve(() => accepted);
  await checkIn(makeRequest({ personId: 'nobody' }), makeDoors());
  expect(order).not.toContain('camera');
  expect(useCheckIn.getState()).toMatchObject({ outcome: { code: 'device_not_recognised' } });
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openCamera } from '#face/camera.ts';
import { setCheckIn } from '#features/attendance/check-in-store.ts';
import { isAtWork } from './at-work.ts';
import { followWorkers, putUpdateOff, useUpdate } from './watch-updates.ts';

let page: EventTarget;

beforeEach(() => {
  page = new EventTarget();
  vi.useFakeTimers();
  vi.stubGlobal('document', page);
  useUpdate.setState({ kind: 'none' });
  setCheckIn({ kind: 'ready' });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

class PerformanceResource implements PerformanceEntry {
  duration = 0;
  entryType = 'resource';
  startTime = 0;
  name: string;
  constructor(name: string) {
    this.name = name;
  }
  toJSON() {}
}

function open(waiting: ServiceWorker | null = null) {
  const registration = Object.assign(new EventTarget(), { waiting, installing: null, update: async () => undefined });
  const controller = new EventTarget() as ServiceWorker; // only that there is one counts
  const workers = Object.assign(new EventTarget(), { controller, register: async () => registration });
  return { registration, workers, reload: vi.fn() };
}

const makeWorker = () => new EventTarget() as ServiceWorker; // only which one it is counts

it('loads a page anew that a newer version took over', async () => {
  const doors = open();
  await followWorkers(doors);
  doors.workers.dispatchEvent(new Event('controllerchange'));
  expect(doors.reload).toHaveBeenCalledOnce();
});

it('has the first worker keep the words that came before it, and loads nothing anew', async () => {
  const words = 'https://hadir.test/assets/words-id-all-Cq.js';
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue(
    [words, 'https://hadir.test/assets/index-C0.js'].map((name) => new PerformanceResource(name)),
  );
  const asked = vi.fn(async () => new Response());
  vi.stubGlobal('fetch', asked);
  const doors = open();
  Object.assign(doors.workers, { controller: null });
  await followWorkers(doors);
  doors.workers.dispatchEvent(new Event('controllerchange'));
  expect(asked.mock.calls).toEqual([[words]]);
  expect(doors.reload).not.toHaveBeenCalled();
});

it('asks instead, once the work is done, where another tab chose it while a room code was typed', async () => {
  const doors = open();
  await followWorkers(doors);
  setCheckIn({ kind: 'asking_code' });
  doors.workers.dispatchEvent(new Event('controllerchange'));
  expect(doors.reload).not.toHaveBeenCalled();
  expect(useUpdate.getState().kind).toBe('ready');
});

it('is at work as long as a camera is asked for or open, whatever it looks at', async () => {
  const track = Object.assign(new EventTarget(), { getSettings: () => ({}), stop: () => undefined });
  const answer = Promise.withResolvers<unknown>();
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: () => answer.promise } });
  const opening = openCamera({ facing: 'environment' });
  expect(isAtWork()).toBe(true);
  answer.resolve({ getTracks: () => [track], getVideoTracks: () => [track] });
  const camera = await opening;
  expect(isAtWork()).toBe(true);
  if (camera.kind === 'open') camera.close();
  expect(isAtWork()).toBe(false);
});

it('a version that is wanted later is not asked about at every return, a still newer one is', async () => {
  const doors = open(makeWorker());
  await followWorkers(doors);
  expect(useUpdate.getState().kind).toBe('ready');
  putUpdateOff();
  page.dispatchEvent(new Event('visibilitychange'));
  expect(useUpdate.getState().kind).toBe('none');
  doors.registration.waiting = makeWorker();
  page.dispatchEvent(new Event('visibilitychange'));
  expect(useUpdate.getState().kind).toBe('ready');
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { applyUpdate } from './app-update.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function makeWorker(state: ServiceWorkerState) {
  return Object.assign(new EventTarget(), { state, postMessage: vi.fn() });
}

type Slots = { waiting: ReturnType<typeof makeWorker> | null; installing: ReturnType<typeof makeWorker> | null };

function makeDoors(slots: Slots, update: () => Promise<unknown> = async () => undefined) {
  const reload = vi.fn();
  const registration = { ...slots, update };
  const workers = Object.assign(new EventTarget(), { getRegistration: async () => registration });
  // A service worker of a real browser has more members than the update touches.
  return { reload, workers: workers as unknown as ServiceWorkerContainer };
}

it('tells the waiting version to take over and reloads when it has', async () => {
  const waiting = makeWorker('installed');
  const doors = makeDoors({ waiting, installing: null });
  await applyUpdate(doors);
  expect(waiting.postMessage).toHaveBeenCalledWith({ type: 'SKIP_WAITING' });
  expect(doors.reload).not.toHaveBeenCalled();
  doors.workers.dispatchEvent(new Event('controllerchange'));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(doors.reload).toHaveBeenCalledOnce();
});

it('waits for a version that is still being fetched', async () => {
  const installing = makeWorker('installing');
  const doors = makeDoors({ waiting: null, installing });
  const applied = applyUpdate(doors);
  await vi.advanceTimersByTimeAsync(100);
  expect(installing.postMessage).not.toHaveBeenCalled();
  installing.state = 'installed';
  installing.dispatchEvent(new Event('statechange'));
  await applied;
  expect(installing.postMessage).toHaveBeenCalledOnce();
});

it('reloads as it is where there is no newer version, no network or no service worker', async () => {
  const none = makeDoors({ waiting: null, installing: null });
  await applyUpdate(none);
  expect(none.reload).toHaveBeenCalledOnce();
  const offline = makeDoors({ waiting: null, installing: null }, () => Promise.reject(new TypeError('offline')));
  await applyUpdate(offline);
  expect(offline.reload).toHaveBeenCalledOnce();
  const reload = vi.fn();
  await applyUpdate({ workers: undefined, reload });
  expect(reload).toHaveBeenCalledOnce();
});

it('reloads in the end when the new version never takes over', async () => {
  const doors = makeDoors({ waiting: makeWorker('installed'), installing: null });
  await applyUpdate(doors);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(doors.reload).toHaveBeenCalledOnce();
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { findPosition, getBestFix, toServerClock } from './find-position.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function fakeGeolocation() {
  let succeed: PositionCallback = () => undefined;
  let fail: PositionErrorCallback = () => undefined;
  const clearWatch = vi.fn();
  const geolocation: Geolocation = {
    getCurrentPosition: () => undefined,
    clearWatch,
    watchPosition(onFix, onError) {
      succeed = onFix;
      fail = onError ?? fail;
      return 7;
    },
  };
  const fix = (accuracy: number, timestamp = Date.now()) => {
    const coords = { latitude: 1, longitude: 2, accuracy } as GeolocationCoordinates;
    succeed({ coords, timestamp } as GeolocationPosition);
  };
  const refuse = (code: 1 | 2 | 3) => {
    fail({ code, PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3, message: '' });
  };
  return { geolocation, clearWatch, fix, refuse };
}

it('is there with the first fix and settles some seconds later with all that came', async () => {
  const { geolocation, fix, clearWatch } = fakeGeolocation();
  const { first, settled } = findPosition(new AbortController().signal, geolocation);
  fix(80);
  expect(await first).toMatchObject({ kind: 'found' });
  fix(30);
  await vi.advanceTimersByTimeAsync(4000);
  const found = await settled;
  expect(found.kind === 'found' && found.fixes.map(({ accuracy }) => accuracy)).toEqual([80, 30]);
  expect(clearWatch).toHaveBeenCalledWith(7);
});

it('does not wait longer when several fixes are good', async () => {
  const { geolocation, fix } = fakeGeolocation();
  const { settled } = findPosition(new AbortController().signal, geolocation);
  for (const accuracy of [20, 11, 9]) fix(accuracy);
  expect(await settled).toMatchObject({ kind: 'found', fixes: [{}, {}, {}] });
});

it.each([
  ['of a moment ago', -1300, -1300],
  ['of a minute ago', -60_000, -60_000],
  ['older, though no age was allowed', -60_001, 0],
  ['of 1970', -Date.now(), 0],
  ['ahead', 1, 0],
  ['that is none', Number.NaN, 0],
])("keeps a device's own time %s, or writes when the fix came", async (_, since, at) => {
  const { geolocation, fix } = fakeGeolocation();
  const { first } = findPosition(new AbortController().signal, geolocation);
  fix(20, Date.now() + since);
  expect(await first).toMatchObject({ fixes: [{ at: new Date(Date.now() + at).toISOString() }] });
});

it('ends at once when the person says no', async () => {
  const { geolocation, refuse } = fakeGeolocation();
  const { first, settled } = findPosition(new AbortController().signal, geolocation);
  refuse(1);
  expect(await first).toEqual({ kind: 'refused', why: 'denied' });
  expect(await settled).toEqual({ kind: 'refused', why: 'denied' });
});

it('goes on for a while when there is no signal', async () => {
  const { geolocation, refuse, fix } = fakeGeolocation();
  const late = findPosition(new AbortController().signal, geolocation);
  refuse(2);
  fix(40);
  expect(await late.first).toMatchObject({ kind: 'found' });

  const never = findPosition(new AbortController().signal, geolocation);
  refuse(2);
  await vi.advanceTimersByTimeAsync(5000);
  expect(await never.first).toEqual({ kind: 'refused', why: 'unavailable' });
});

it('does not wait for ever for a device that says nothing', async () => {
  const { geolocation } = fakeGeolocation();
  const { first } = findPosition(new AbortController().signal, geolocation);
  await vi.advanceTimersByTimeAsync(12_000);
  expect(await first).toEqual({ kind: 'refused', why: 'unavailable' });
});

it('stops looking when the person leaves', () => {
  const { geolocation, clearWatch } = fakeGeolocation();
  const leaving = new AbortController();
  findPosition(leaving.signal, geolocation);
  leaving.abort();
  expect(clearWatch).toHaveBeenCalledWith(7);
});

it('never begins to look for a person who has left already', () => {
  const { geolocation } = fakeGeolocation();
  const watchPosition = vi.spyOn(geolocation, 'watchPosition');
  findPosition(AbortSignal.abort(), geolocation);
  expect(watchPosition).not.toHaveBeenCalled();
});

it('lets the fix with the best accuracy decide', () => {
  const at = '2026-01-05T08:00:00.000Z';
  const fixes = [90, 12, 30].map((accuracy) => ({ lat: accuracy, lng: 0, accuracy, at }));
  expect(getBestFix(fixes)?.accuracy).toBe(12);
  expect(getBestFix([])).toBeUndefined();
});

it.each([
  ['an hour slow', 3_600_000, '2026-01-05T09:00:00.000Z'],
  ['ten minutes fast', -600_000, '2026-01-05T07:50:00.000Z'],
  ['half a minute slow', 30_000, '2026-01-05T08:00:00.000Z'],
  ['of an unknown age', Number.NaN, '2026-01-05T08:00:00.000Z'],
])("fixes of a clock that is %s go out by the server's", (_, shiftMs, at) => {
  const fixes = [{ lat: 1, lng: 2, accuracy: 3, at: '2026-01-05T08:00:00.000Z' }];
  expect(toServerClock(fixes, shiftMs)).toEqual([{ lat: 1, lng: 2, accuracy: 3, at }]);
});

import type { MarkBody } from '@hadir/contract/attendance.ts';

export type Fix = MarkBody['positions'][number];
export type PositionRefusal = 'denied' | 'unavailable';
export type PositionFound = { kind: 'found'; fixes: Fix[] } | { kind: 'refused'; why: PositionRefusal };

type PositionSearch = {
  /** Settles with the first fix or the refusal. */
  first: Promise<PositionFound>;
  /** Settles when further fixes bring little: good accuracy, or some seconds after the first. */
  settled: Promise<PositionFound>;
};

/** How long to wait for a first fix; a cold GPS indoors needs this, milliseconds. */
const PATIENCE_MS = 12_000;
const AFTER_FIRST_MS = 4_000;
/** How long a device that says it finds nothing gets to find something after all. */
const AFTER_ERROR_MS = 5_000;
/** Metres; several fixes this good are not bettered by waiting. */
const GOOD_ACCURACY = 12;
/** A device's time for a fix is believed up to this age, milliseconds. */
const OWN_TIME_MS = 60_000;
const ENOUGH_FIXES = 3;
const MOST_FIXES = 20;

/** Asks for high accuracy and several fixes. `signal` ends the search and leaves both promises as they are. */
export function findPosition(signal: AbortSignal, geolocation: Geolocation = navigator.geolocation): PositionSearch {
  const first = Promise.withResolvers<PositionFound>();
  const settled = Promise.withResolvers<PositionFound>();
  const fixes: Fix[] = [];
  const timers: ReturnType<typeof setTimeout>[] = [];
  let watch: number | null = null;

  function stop() {
    for (const timer of timers) clearTimeout(timer);
    if (watch !== null) geolocation.clearWatch(watch);
    watch = null;
  }
  function settle(found: PositionFound) {
    stop();
    first.resolve(found);
    settled.resolve(found);
  }
  function refuse(why: PositionRefusal) {
    settle(fixes.length > 0 ? { kind: 'found', fixes } : { kind: 'refused', why });
  }

  if (!geolocation) {
    refuse('unavailable');
    return { first: first.promise, settled: settled.promise };
  }
  if (signal.aborted) return { first: first.promise, settled: settled.promise };
  signal.addEventListener('abort', stop, { once: true });
  timers.push(setTimeout(() => refuse('unavailable'), PATIENCE_MS));
  watch = geolocation.watchPosition(
    ({ coords, timestamp }) => {
      const { latitude: lat, longitude: lng, accuracy } = coords;
      if (fixes.length < MOST_FIXES) fixes.push({ lat, lng, accuracy, at: timeOf(timestamp).toISOString() });
      if (fixes.length === 1) {
        first.resolve({ kind: 'found', fixes });
        timers.push(setTimeout(() => settle({ kind: 'found', fixes }), AFTER_FIRST_MS));
      }
      if (fixes.length >= ENOUGH_FIXES && accuracy <= GOOD_ACCURACY) settle({ kind: 'found', fixes });
    },
    // Only a refusal by the person ends the search at once: without a signal the sky may still open.
    (error) => {
      if (error.code === error.PERMISSION_DENIED) refuse('denied');
      else timers.push(setTimeout(() => refuse('unavailable'), AFTER_ERROR_MS));
    },
    { enableHighAccuracy: true, maximumAge: 0, timeout: PATIENCE_MS },
  );
  return { first: first.promise, settled: settled.promise };
}

/**
 * When a fix is from. No age was allowed, so where the device's time for it is long ago or yet to come, that time is
 * wrong: some devices, and a browser's pretended position, keep an early one.
 */
function timeOf(timestamp: number, now = Date.now()): Date {
  const age = now - timestamp;
  return new Date(age >= 0 && age <= OWN_TIME_MS ? timestamp : now);
}

/** The fix with the best accuracy. */
export function getBestFix(fixes: readonly Fix[]): Fix | undefined {
  return fixes.reduce<Fix | undefined>((best, fix) => (best && best.accuracy <= fix.accuracy ? best : fix), undefined);
}

/** Clocks that differ less are left alone, milliseconds. */
const SAME_CLOCK_MS = 60_000;

/**
 * The fixes as the server's clock would have timed them: on a phone whose clock is wrong they would seem to be old, and
 * old ones do not count.
 * @param shiftMs how far the server's clock is ahead of the phone's
 */
export function toServerClock(fixes: readonly Fix[], shiftMs: number): readonly Fix[] {
  return Math.abs(shiftMs) >= SAME_CLOCK_MS ? moveToServerClock(fixes, shiftMs) : fixes;
}

/** The same for however small a shift. */
export function moveToServerClock(fixes: readonly Fix[], shiftMs: number): readonly Fix[] {
  return fixes.map((fix) => ({ ...fix, at: new Date(Date.parse(fix.at) + shiftMs).toISOString() }));
}

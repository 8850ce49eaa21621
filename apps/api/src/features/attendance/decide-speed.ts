import { metresBetween } from './measure-geofence.ts';
import type { Fix } from './read-position.ts';

/** Metres a second; a train between two classes is slower, a flight is no way to school. */
const fastest = 70;

/** Positions by radio masts jump this far, in metres, without anybody moving. */
const jump = 1000;

/** Metres: a fix that knows less says nothing of where somebody was before, and no more than this speaks for it. */
export const knownWithin = 500;

/** Hours: a fix speaks against every mark of this time after it, so that no later try, elsewhere or refused, hides it. */
export const rememberedHours = 24;

/** Metres: what the first fix of a try, by masts, may honestly be off. */
const mastReach = 10_000;

type Speed = { distance_m: number; seconds: number; metres_per_second: number };

type Place = Pick<Fix, 'lat' | 'lng' | 'accuracy'>;
export type EarlierFix = Place & { at: Date };

/**
 * How fast somebody must have travelled since an earlier fix, both accuracies given in their favour, up to 500 m.
 * @returns metres, seconds and metres a second; null where it is possible to travel so
 */
export function decideSpeed(fix: Place, earlier: EarlierFix, now: Date): Speed | null {
  if ((earlier.accuracy ?? 0) > knownWithin) return null;
  const distance = metresBetween(fix, earlier) - excused(fix, knownWithin) - excused(earlier, knownWithin);
  // A mark without network may come in after one that was made later.
  const seconds = Math.max(1, Math.abs(now.getTime() - earlier.at.getTime()) / 1000);
  const speed = distance / seconds;
  if (!(distance > jump && speed > fastest)) return null;
  return { distance_m: Math.round(distance), seconds: Math.round(seconds), metres_per_second: Math.round(speed) };
}

/** The same since each of the earlier fixes: the fastest. */
export function decideFastest(fix: Place, earlier: readonly EarlierFix[], now: Date): Speed | null {
  const speeds = earlier.flatMap((one) => decideSpeed(fix, one, now) ?? []);
  return speeds.reduce<Speed | null>(
    (worst, one) => (worst === null || one.metres_per_second > worst.metres_per_second ? one : worst),
    null,
  );
}

/**
 * The same among the fixes of one try, each against the best: the farthest that nobody travels between. Those without a
 * time are of one moment, as a try is; `seconds` is null then.
 */
export function decideSpread(
  best: Fix,
  all: readonly Fix[],
): { why: 'one_try'; distance_m: number; seconds: number | null } | null {
  const [farthest] = all
    .map((fix) => {
      const distance = metresBetween(fix, best) - excused(fix, mastReach) - excused(best, mastReach);
      const ms = fix.at === null || best.at === null ? null : Math.abs(fix.at.getTime() - best.at.getTime());
      return { distance, seconds: ms === null ? null : Math.max(1, ms / 1000) };
    })
    .filter(({ distance, seconds }) => distance > jump && distance / (seconds ?? 1) > fastest)
    .sort((a, b) => b.distance - a.distance);
  if (farthest === undefined) return null;
  const { distance, seconds } = farthest;
  return { why: 'one_try', distance_m: Math.round(distance), seconds: seconds === null ? null : Math.round(seconds) };
}

const excused = ({ accuracy }: Place, most: number) => Math.min(accuracy ?? 0, most);

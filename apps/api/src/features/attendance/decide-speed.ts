import { metresBetween } from './measure-geofence.ts';
import type { Fix } from './read-position.ts';

/** Metres a second; a train between two classes is slower, a flight is no way to school. */
const fastest = 70;

/** Positions by radio masts jump this far, in metres, without anybody moving. */
const jump = 1000;

export type EarlierFix = Pick<Fix, 'lat' | 'lng' | 'accuracy'> & { at: Date };

/**
 * How fast somebody must have travelled since the last fix, both accuracies given in their favour.
 * @returns metres, seconds and metres a second; null where it is possible to travel so
 */
export function decideSpeed(
  fix: Pick<Fix, 'lat' | 'lng' | 'accuracy'>,
  earlier: EarlierFix | null,
  now: Date,
): { distance_m: number; seconds: number; metres_per_second: number } | null {
  if (earlier === null) return null;
  const distance = metresBetween(fix, earlier) - (fix.accuracy ?? 0) - (earlier.accuracy ?? 0);
  const seconds = Math.max(1, (now.getTime() - earlier.at.getTime()) / 1000);
  const speed = distance / seconds;
  if (!(distance > jump && speed > fastest)) return null;
  return { distance_m: Math.round(distance), seconds: Math.round(seconds), metres_per_second: Math.round(speed) };
}

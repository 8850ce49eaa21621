import { signalLimits } from '@hadir/contract/signals.ts';
import { metresBetween } from '#features/attendance/measure-geofence.ts';
import type { Finding } from './sighting.ts';

/** One accepted mark as habits are made of. `hour` is the school's clock, 0 up to 24, with its fraction. */
export type Mark = { hour: number; lat: number | null; lng: number | null; accuracy: number | null };

/**
 * A mark unlike the person's own before. A new phone alone is a new phone, and another hour or place alone is another
 * timetable: only a new phone together with one of them is a sign.
 * @param mark with a phone the person was not seen with before
 */
export function decideUnlikeBefore(mark: Mark, before: readonly Mark[]): Finding | null {
  const limits = signalLimits.unusual;
  if (before.length < limits.leastMarks) return null;
  const isOtherHour = before.every(({ hour }) => hoursApart(hour, mark.hour) > limits.hours);
  const isOtherPlace = isElsewhere(mark, before);
  if (!isOtherHour && !isOtherPlace) return null;
  return {
    level: isOtherHour && isOtherPlace ? 'medium' : 'low',
    detail: { rule: 'unlike_before', other_hour: isOtherHour, other_place: isOtherPlace, marks_before: before.length },
  };
}

function hoursApart(a: number, b: number): number {
  const apart = Math.abs(a - b);
  return Math.min(apart, 24 - apart);
}

function isElsewhere(mark: Mark, before: readonly Mark[]): boolean {
  const here = placeOf(mark);
  const known = before.flatMap((earlier) => placeOf(earlier) ?? []);
  if (here === null || known.length < signalLimits.unusual.leastMarks) return false;
  return known.every(
    (place) => metresBetween(here, place) - here.accuracy - place.accuracy > signalLimits.unusual.placeM,
  );
}

function placeOf({ lat, lng, accuracy }: Mark) {
  return lat === null || lng === null ? null : { lat, lng, accuracy: accuracy ?? 0 };
}

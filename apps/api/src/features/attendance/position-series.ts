import { createHash } from 'node:crypto';
import type { Fix, PositionClaim } from './read-position.ts';

/** Decimals of degrees that only a sensor gives: 7 are a centimetre; a point chosen on a map or by a school has fewer. */
const sensorDecimals = 7;

/**
 * Hex SHA-256 of the fixes: coordinates and accuracies to full precision and the whole seconds since the first; the same
 * fixes reach two phones some milliseconds apart. Two phones never share one. Null where equality would tell nothing: no
 * fixes, or one and the same place that people share (two laptops placed by the same map entry).
 */
export function seriesOf(claim: PositionClaim): string | null {
  if (claim.kind !== 'given' || !claim.all.every(({ accuracy }) => accuracy !== null)) return null;
  const [first] = claim.all;
  if (first === undefined || (!isVaried(claim.all) && !isFromSensor(first))) return null;
  const since = (at: Date | null) =>
    at === null || first.at === null ? null : Math.round((at.getTime() - first.at.getTime()) / 1000);
  const series = claim.all.map(({ lat, lng, accuracy, at }) => [lat, lng, accuracy, since(at)]);
  return createHash('sha256').update(JSON.stringify(series)).digest('hex');
}

/** Each with a time, not all at one instant, nor all the same: a device that does not move repeats itself by the clock. */
function isVaried(fixes: readonly Fix[]): boolean {
  const times = fixes.map(({ at }) => at?.getTime() ?? Number.NaN);
  const places = fixes.map(({ lat, lng, accuracy }) => [lat, lng, accuracy].join());
  return !times.some(Number.isNaN) && new Set(times).size > 1 && new Set(places).size > 1;
}

// A trailing zero drops a decimal, so one of the two is enough.
const isFromSensor = ({ lat, lng }: Fix) => Math.max(decimalsOf(lat), decimalsOf(lng)) >= sensorDecimals;

const decimalsOf = (degrees: number) => String(degrees).split('.')[1]?.length ?? 0;

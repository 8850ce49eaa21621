import { signalLimits } from '@hadir/contract/signals.ts';
import type { Finding } from './sighting.ts';

/**
 * Different students who sent the very same fixes. Several fixes with the same rhythm come from one recording; a
 * single one may be what a network says of every computer in a room.
 * @param seen `fixes` in each of the series
 */
export function decideEqualPositions(seen: { people: number; fixes: number }): Finding | null {
  if (seen.people < 2) return null;
  const detail = { ...seen, days: signalLimits.seriesDays };
  return { level: seen.fixes > 1 ? 'high' : 'low', detail };
}

import type { SignalLevel, SignalState } from '@hadir/contract/signals.ts';
import { isHigher } from './sighting.ts';

/**
 * Whether a signal that an admin dismissed asks again. Something of low level, such as a family's phone, goes on day
 * by day with the same people: only somebody new or a higher level is news there.
 */
export function decideReopening(seen: {
  state: SignalState;
  isNew: boolean;
  hasNewPeople: boolean;
  levelBefore: SignalLevel;
  level: SignalLevel;
}): boolean {
  if (seen.state !== 'dismissed' || !seen.isNew) return false;
  return seen.level !== 'low' || seen.hasNewPeople || isHigher(seen.level, seen.levelBefore);
}

import { signalLimits } from '@hadir/contract/signals.ts';
import type { EarlierFix } from '#features/attendance/decide-speed.ts';
import { decideSpeed } from '#features/attendance/decide-speed.ts';
import type { Finding } from './sighting.ts';

/**
 * Two fixes of one person that nobody can have travelled between; the rule is the one of the mark's own points. A fix
 * that says nothing of its accuracy may be off by any distance, so it says little here.
 */
export function decideTravel(earlier: EarlierFix, later: EarlierFix): Finding | null {
  const speed = decideSpeed(later, earlier, later.at);
  if (speed === null) return null;
  const isVague = earlier.accuracy === null || later.accuracy === null;
  const level = isVague ? 'low' : speed.metres_per_second > signalLimits.travel.highSpeed ? 'high' : 'medium';
  return { level, detail: { ...speed, earlier_at: earlier.at.toISOString(), later_at: later.at.toISOString() } };
}

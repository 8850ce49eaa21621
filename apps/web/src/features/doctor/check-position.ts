import { findPosition, getBestFix } from '#features/attendance/find-position.ts';
import { bad, type Finding, good, warn } from './finding.ts';

/** Metres; a place is 100 m wide unless the school says otherwise. */
const ROUGH_M = 150;

/** Looks for the position as a mark does. Only after a tap. The place itself is not kept and not shown. */
export async function checkPosition(signal: AbortSignal): Promise<Finding<'position'>> {
  const found = await findPosition(signal).settled;
  if (found.kind === 'refused') return bad<'position'>(`position.${found.why}`);
  const accuracy = Math.round(getBestFix(found.fixes)?.accuracy ?? Number.POSITIVE_INFINITY);
  const fact = `± ${accuracy} m`;
  return accuracy > ROUGH_M ? warn<'position'>('position.rough', fact) : good(fact);
}

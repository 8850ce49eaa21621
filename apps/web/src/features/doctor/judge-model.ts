import { distanceBetween } from '#face/distance-between.ts';
import { bad, type Finding, good, warn } from './finding.ts';
import known from './known-face.json';

/**
 * Browsers scale pictures each in their own way; a broken recogniser is off by far more. The second one sees a smaller
 * picture, and two unlike faces lie 1.4 apart for it.
 */
const TOLERANCE = { first: 0.25, second: 0.5 };
/** A picture takes some 40 ms; with more than this, five of them test one's patience. Milliseconds. */
const SLOW_MS = 1500;

/** What the recognisers made of the known picture; `second` is null where it did not come. */
type Seen = { first: ArrayLike<number>; second: ArrayLike<number> | null; tookMs: number };

/** Whether this device works out what every other one does. */
export function judgeModel({ first, second, tookMs }: Seen, picture: typeof known = known): Finding<'model'> {
  const off = distanceBetween(first, picture.descriptor);
  const secondOff = second && distanceBetween(second, picture.second);
  const fact = `${off.toFixed(3)}, ${secondOff === null ? '–' : secondOff.toFixed(3)}, ${tookMs} ms`;
  // Written so that NaN does not pass.
  if (!(off <= TOLERANCE.first)) return bad<'model'>('model.differs', fact);
  if (secondOff === null) return warn<'model'>('model.partial', fact);
  if (!(secondOff <= TOLERANCE.second)) return bad<'model'>('model.differs', fact);
  return tookMs > SLOW_MS ? warn<'model'>('model.slow', fact) : good(fact);
}

import type { CheckPolicy } from '@hadir/contract/settings.ts';
import type { Judged } from './judged-check.ts';

/**
 * What a school makes of a mark from outside or without a position: refused (`block`), accepted for staff to see
 * (`flag`), or accepted. A position that cannot be read is refused whatever the policy.
 */
export function decidePositionPolicy(position: Judged, policy: CheckPolicy): Judged & { isFlagged: boolean } {
  const isAway = position.outcome === 'failed' || position.outcome === 'review';
  if (policy === 'block' || !isAway || position.detail.why === 'malformed') return { ...position, isFlagged: false };
  const detail = { ...position.detail, policy };
  return { ...position, outcome: 'passed', refusal: null, detail, isFlagged: policy === 'flag' };
}

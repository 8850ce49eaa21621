import { failed, forReview, type Judged, passed, ruleVersion } from './judged-check.ts';
import { type Geofence, measureGeofence, metresBetween } from './measure-geofence.ts';
import type { PositionClaim } from './read-position.ts';

/** Refused as outside this often on one session, a try that lies between inside and outside goes to a person. */
const betweenRetries = 2;

// Metres: what a phone's own uncertainty may excuse, and how far beyond the fence is far for sure.
const excusedInside = 50;
const excusedOutside = 500;
const farBeyond = 200;

// Metres: a phone that says no more than this of itself does not know where it is, and what it may be off by then.
const vague = 50;
const vagueReach = 10_000;

/**
 * Check 9.
 * @param outsideBefore attempts of this person on this session that were refused as outside; null where no later try can be
 * @param isCodeGiven the room code came along: who could read it was there, or was told it
 */
export function decidePosition(
  claim: PositionClaim,
  geofence: Geofence | null,
  outsideBefore: number | null,
  isCodeGiven: boolean,
): Judged {
  const none = { reason: 'No position', code: 'no_position' } as const;
  if (claim.kind === 'malformed') return failed(9, none, { why: 'malformed' });
  if (geofence === null) return passed(9, { zone: 'no_place_needed' });
  if (claim.kind === 'absent') return failed(9, none, { why: 'absent' });
  const { best, all } = claim;
  const uncertainty = best.accuracy ?? 0;
  const { fromCentre, beyond } = measureGeofence(best, geofence);
  const detail = {
    distance_m: fromCentre,
    beyond_m: beyond,
    accuracy_m: best.accuracy,
    ...(geofence.polygon ? { corners: geofence.polygon.length } : { radius_m: geofence.radiusM }),
    spread_m: Math.max(...all.map((fix) => metresBetween(fix, best))),
    fixes: all.length,
    rules: ruleVersion,
  };
  if (beyond <= 0) return passed(9, { ...detail, zone: 'inside' });
  if (beyond - Math.min(uncertainty, excusedInside) <= 0) return passed(9, { ...detail, zone: 'inside_by_accuracy' });
  const outside = { reason: 'Outside campus', code: 'outside_campus' } as const;
  if (!(beyond - Math.min(uncertainty, excusedOutside) <= farBeyond)) {
    const isVague = uncertainty >= vague && beyond <= vagueReach;
    // Why: docs/decisions/0016-positions-that-drift.md
    if (isVague && isCodeGiven) return forReview(9, { ...detail, zone: 'vague_with_code' });
    return failed(9, outside, { ...detail, zone: isVague ? 'vague' : 'outside' });
  }
  const between = { ...detail, zone: 'between', outside_before: outsideBefore };
  const mayRetry = outsideBefore !== null && outsideBefore < betweenRetries;
  return mayRetry ? failed(9, outside, between) : forReview(9, between);
}

import { chooseBest, type PositionClaim } from './read-position.ts';

/** A fix may be this much older than the challenge, and this far ahead of our clock: phones' clocks differ. */
const toleranceMs = 120_000;

/**
 * Leaves out fixes of another time than this try. One without a time is taken for new; the word of the phone is all
 * there is either way.
 * @param since when the challenge was issued; null when there is none, then nothing counts as old
 */
export function decideFreshFixes(
  claim: PositionClaim,
  since: Date | null,
  now: Date,
): { claim: PositionClaim; stale: number } {
  if (claim.kind !== 'given') return { claim, stale: 0 };
  const fresh = claim.all.filter(({ at }) => {
    if (at === null) return true;
    const isNew = since === null || at.getTime() >= since.getTime() - toleranceMs;
    return isNew && at.getTime() <= now.getTime() + toleranceMs;
  });
  return { claim: chooseBest(fresh), stale: claim.all.length - fresh.length };
}

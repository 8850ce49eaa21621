/** From so many failures in a row on each further try has to wait. */
const failuresBeforePause = 5;
const pauseMs = 30_000;

/** At so many the face method is off for the person and the key until staff act. */
export const failuresUntilOff = 50;

/**
 * Where tries are counted whose signature did not stand. It pauses nothing but itself and is never switched off, so that
 * nobody who lacks the phone can lock its owner out.
 */
export const unverifiedBucket = 'unverified';

/** Faces shown for a further phone, once the password was right: whoever lacks it keeps nobody from a new phone. */
export const furtherKeyBucket = 'further_key';

/** Enrolments that were refused, once the signature of a phone stood. */
export const enrolmentBucket = 'enrolment';

/** Buckets that no number of failures switches off. */
export const pausingBuckets: readonly string[] = [unverifiedBucket, furtherKeyBucket, enrolmentBucket];

/** Failures of one person in one bucket (a verified key's id, or one of `pausingBuckets`) since the last accepted face. */
export type FaceTrial = { failures: number; lastFailureAt: Date; offAt: Date | null };

export type RetryDecision = { kind: 'may_try' } | { kind: 'wait'; retryAfterS: number } | { kind: 'off' };

/** May a face be presented now? Null is a bucket without failures. */
export function decideRetry(trial: FaceTrial | null, now: Date): RetryDecision {
  if (trial === null) return { kind: 'may_try' };
  if (trial.offAt !== null) return { kind: 'off' };
  if (trial.failures < failuresBeforePause) return { kind: 'may_try' };
  const waitMs = trial.lastFailureAt.getTime() + pauseMs - now.getTime();
  return waitMs > 0 ? { kind: 'wait', retryAfterS: Math.ceil(waitMs / 1000) } : { kind: 'may_try' };
}

import { timingSafeEqual } from 'node:crypto';
import { generateSync } from 'otplib';

/** Seconds that one code lasts (RFC 6238). */
const stepS = 30;

/** A clock may be one step off. */
const stepsAround = [0, -1, 1];

/**
 * The time step that a code of six digits belongs to, null for none.
 * @param secret base32
 * @param lastStep of the newest code that was taken: none is good twice
 */
export function matchTotp(secret: string, code: string, now: Date, lastStep: bigint | null): bigint | null {
  const present = Math.floor(now.getTime() / 1000 / stepS);
  let found: bigint | null = null;
  // All are computed, so that the time tells nothing.
  for (const around of stepsAround) {
    const step = present + around;
    const isFresh = lastStep === null || BigInt(step) > lastStep;
    if (isSame(generateSync({ secret, epoch: step * stepS }), code) && isFresh) found = BigInt(step);
  }
  return found;
}

function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

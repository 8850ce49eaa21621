import { correctionDays } from '@hadir/contract/corrections.ts';
import type { DerivedStatus } from '@hadir/contract/sessions.ts';

/**
 * Whether a student may say that the record of a class session is wrong: it has begun, not too long ago, and it was
 * held. What stands already needs no correction.
 * @returns null, or why not in words
 */
export function decideAsking(
  session: { startsAt: Date; openedAt: Date | null; cancelledAt: Date | null },
  standing: DerivedStatus,
  wanted: DerivedStatus,
  now: Date,
): string | null {
  if (session.cancelledAt !== null || session.startsAt > now) return 'This class has not been held.';
  if (session.openedAt === null && standing === 'not_counted') return 'This class has not been held.';
  if (now.getTime() - session.startsAt.getTime() > correctionDays * 86_400_000) {
    return `That is possible for ${correctionDays} days.`;
  }
  return standing === wanted ? 'The record says so already.' : null;
}

import { signalLimits } from '@hadir/contract/signals.ts';
import type { Finding } from './sighting.ts';

/**
 * Tries from outside the geofence, as far beyond it as no accuracy excuses. One from home is curiosity; again and again
 * is a habit.
 * @param seen class sessions tried from outside, the most tries for one of them, metres beyond the fence at the farthest
 */
export function decideOutside(seen: { sessions: number; tries: number; farthestM: number }): Finding | null {
  const limits = signalLimits.outside;
  const detail = { ...namesOf(seen), days: limits.days };
  if (seen.sessions >= limits.highSessions) return { level: 'high', detail };
  if (seen.sessions >= limits.sessions) return { level: 'medium', detail };
  if (seen.farthestM >= limits.farM || seen.tries >= limits.triesInOneClass) return { level: 'low', detail };
  return null;
}

const namesOf = ({ sessions, tries, farthestM }: { sessions: number; tries: number; farthestM: number }) => ({
  sessions,
  tries_in_one_class: tries,
  farthest_m: Math.round(farthestM),
});

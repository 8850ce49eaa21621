import { signalLimits } from '@hadir/contract/signals.ts';
import type { Finding } from './sighting.ts';

/**
 * One student, many phones. A phone, a tablet and a computer are three; a browser that lost its storage and came back
 * with the same phone is told apart and not counted.
 */
export function decideManyPhones(seen: { phones: number; evictions: number }): Finding | null {
  const { medium, high } = signalLimits.manyPhones;
  if (seen.phones < medium) return null;
  return {
    level: seen.phones >= high ? 'high' : 'medium',
    detail: { phones: seen.phones, evictions: seen.evictions, days: signalLimits.phoneDays },
  };
}

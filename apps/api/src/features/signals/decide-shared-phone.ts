import { signalLimits } from '@hadir/contract/signals.ts';
import type { Finding } from './sighting.ts';

/**
 * One phone, several students. Two who share one are often brothers and sisters; two in one class session with one
 * phone are not, or somebody's phone was empty.
 * @param seen people who used it within the window, and how many of them in one class session
 */
export function decideSharedPhone(seen: { people: number; inOneClass: number }): Finding | null {
  const limits = signalLimits.sharedPhone;
  const { people, inOneClass } = seen;
  if (people < 2) return null;
  const detail = { people, in_one_class: inOneClass, days: signalLimits.phoneDays };
  if (people >= limits.high || inOneClass >= limits.highInOneClass) return { level: 'high', detail };
  if (people >= limits.medium || inOneClass >= 2) return { level: 'medium', detail };
  return { level: 'low', detail };
}

import { signalLimits } from '@hadir/contract/signals.ts';
import type { Finding } from './sighting.ts';

/** Wrong passwords for one account that were not followed by the right one. Few of them: somebody forgot theirs. */
export function decideAccountFailures(seen: { failures: number; addresses: number }): Finding | null {
  const limits = signalLimits.failedSignIns.account;
  const detail = { ...seen, minutes: limits.minutes };
  if (seen.failures < limits.low) return null;
  if (seen.failures >= limits.high) return { level: 'high', detail };
  const isMedium = seen.failures >= limits.medium || seen.addresses >= limits.mediumAddresses;
  return { level: isMedium ? 'medium' : 'low', detail };
}

/**
 * Accounts that somebody tried from one address and did not get into. A whole school shares an address: its slips are
 * followed by the right password and do not count.
 */
export function decideAddressFailures(seen: { accounts: number; failures: number }): Finding | null {
  const limits = signalLimits.failedSignIns.address;
  const detail = { ...seen, minutes: limits.minutes };
  if (seen.accounts < limits.low) return null;
  if (seen.accounts >= limits.high) return { level: 'high', detail };
  return { level: seen.accounts >= limits.medium ? 'medium' : 'low', detail };
}

import { signalLimits } from '@hadir/contract/signals.ts';
import type { Finding } from './sighting.ts';

/**
 * One class session that both attended.
 * `chance` is the share of the others who marked as near to the first as the second one did: where everybody marks at
 * once, being near says nothing.
 */
export type Together = { isNear: boolean; chance: number };

/**
 * Two who mark seconds apart nearly always, far beyond what the crowd at the beginning of a class explains.
 * @param sessions the latest that both marked
 */
export function decideLockstep(sessions: readonly Together[]): Finding | null {
  const limits = signalLimits.unusual.lockstep;
  const near = sessions.filter(({ isNear }) => isNear).length;
  if (near < limits.sessions) return null;
  const expected = sessions.reduce((sum, { chance }) => sum + chance, 0);
  const spread = Math.sqrt(sessions.reduce((sum, { chance }) => sum + chance * (1 - chance), 0));
  if (near < expected + limits.deviations * Math.max(spread, 0.5)) return null;
  return {
    level: 'low',
    detail: {
      rule: 'lockstep',
      near,
      sessions: sessions.length,
      expected: Math.round(expected * 10) / 10,
      seconds: limits.seconds,
    },
  };
}

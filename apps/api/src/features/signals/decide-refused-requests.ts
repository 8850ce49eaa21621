import { signalLimits } from '@hadir/contract/signals.ts';
import type { Finding } from './sighting.ts';

const limits: Readonly<Record<string, number>> = signalLimits.refused;

/** Codes that are counted for people who are signed in. */
export const countedCodes = Object.keys(limits);

/**
 * Requests of one person that were turned away within one hour, by code. The app itself waits when it is told to, so
 * many of them come from something else.
 */
export function decideRefusedRequests(seen: ReadonlyMap<string, number>): Finding | null {
  const times = Math.max(
    0,
    ...[...seen].map(([code, requests]) => requests / (limits[code] ?? Number.POSITIVE_INFINITY)),
  );
  if (times < 1) return null;
  const { medium, high } = signalLimits.refusedHigher;
  const level = times >= high ? 'high' : times >= medium ? 'medium' : 'low';
  return { level, detail: Object.fromEntries(seen) };
}

import { getHealth } from '@hadir/contract/health.ts';
import { call } from '#lib/api.ts';
import { bad, type Finding, good, warn } from './finding.ts';

/** Seconds. Positions of a phone whose clock is off by more are timed anew by the server's. */
const SAME_CLOCK_S = 60;

/** One question to the server: whether it is there, whether it is well, and what time it is there. */
export async function checkServer(
  ask = () => call(getHealth, {}),
  now = () => Date.now(),
): Promise<{ server: Finding<'server'>; clock: Finding<'clock'>; version: string | null }> {
  const askedAt = now();
  const answer = await ask();
  const answeredAt = now();
  const fact = `${answeredAt - askedAt} ms`;
  if (answer.kind !== 'ok') {
    const why = answer.kind === 'unreachable' ? 'server.unreachable' : 'server.unwell';
    return { server: bad<'server'>(why, fact), clock: warn<'clock'>('clock.unknown'), version: null };
  }
  const { at, version } = answer.value;
  return { server: good(fact), clock: judgeClock(askedAt, answeredAt, Date.parse(at)), version };
}

/** The server's answer was made between the two moments of this phone's clock; milliseconds. */
export function judgeClock(askedAt: number, answeredAt: number, serverAt: number): Finding<'clock'> {
  const early = serverAt - answeredAt;
  const late = serverAt - askedAt;
  const isBetween = early <= 0 && late >= 0;
  const skewS = Math.round((isBetween ? 0 : early > 0 ? -early : -late) / 1000);
  const fact = `${skewS > 0 ? '+' : ''}${skewS} s`;
  return Math.abs(skewS) > SAME_CLOCK_S ? bad<'clock'>('clock.skewed', fact) : good(fact);
}

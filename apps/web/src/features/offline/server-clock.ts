import type { ClockEvidence } from '@hadir/contract/offline.ts';
import { type Heard, withPhoneDb } from './phone-db.ts';

/** The phone's clocks at one moment: the one that people set, and the one that counts since this page was opened. */
type PhoneClocks = Omit<Heard, 'heardAt'>;

export function readPhoneClocks(): PhoneClocks {
  return { wallMs: Date.now(), monoMs: performance.now(), origin: performance.timeOrigin };
}

/** @param heardAt of the server, milliseconds */
export async function keepServerTime(heardAt: number, clocks = readPhoneClocks()): Promise<void> {
  await withPhoneDb((db) => db.put('clock', { heardAt, ...clocks }, 'server'));
}

/** Null where this phone has never heard the server's time. */
export async function findServerTime(): Promise<Heard | null> {
  return (await withPhoneDb((db) => db.get('clock', 'server'))) ?? null;
}

/**
 * What the server's clock says now, and why we think so. A clock that was set back is told by the one that nobody sets;
 * set forward it looks like a phone that slept, and the server sees it when the mark is sent.
 * @returns milliseconds, never before the server was last heard
 */
export function estimateServerTime(heard: Heard, clocks: PhoneClocks): { at: number; clock: ClockEvidence } {
  const byWall = clocks.wallMs - heard.wallMs;
  const counted = clocks.origin === heard.origin ? clocks.monoMs - heard.monoMs : null;
  return {
    at: heard.heardAt + Math.max(0, byWall, counted ?? 0),
    clock: {
      heard_at: new Date(heard.heardAt).toISOString(),
      heard_wall_ms: heard.wallMs,
      wall_ms: clocks.wallMs,
      elapsed_ms: counted,
    },
  };
}

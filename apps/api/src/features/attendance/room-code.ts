import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { MasterKey } from '#http/context.ts';

/** A code stays on the screen this long; the one before and the one after count too. */
export const roomCodeStepMs = 15_000;

/** Six digits for the teacher's screen and the instant at which the next ones take their place. */
export function makeRoomCode(
  master: MasterKey,
  session: SessionOfSchool,
  now: Date,
): { code: string; expiresAt: Date } {
  const step = stepAt(now);
  return {
    code: codeOf(secretOf(master, session), session.id, step),
    expiresAt: new Date((step + 1) * roomCodeStepMs),
  };
}

/** Is `code` (anything at all) the code of this session now, one step ago or one step ahead? */
export function matchRoomCode(master: MasterKey, session: SessionOfSchool, code: unknown, now: Date): boolean {
  if (typeof code !== 'string' || !/^[0-9]{6}$/.test(code)) return false;
  const secret = secretOf(master, session);
  const given = Buffer.from(code);
  // All three are compared, so that the time says nothing of which one it was.
  return [-1, 0, 1]
    .map((shift) => timingSafeEqual(given, Buffer.from(codeOf(secret, session.id, stepAt(now) + shift))))
    .includes(true);
}

type SessionOfSchool = { id: string; schoolId: string };

const stepAt = (now: Date) => Math.floor(now.getTime() / roomCodeStepMs);

function secretOf(master: MasterKey, session: SessionOfSchool): Buffer {
  return Buffer.from(hkdfSync('sha256', master.key, session.schoolId, `hadir/v1/room-code/${master.version}`, 32));
}

function codeOf(secret: Buffer, sessionId: string, step: number): string {
  const mac = createHmac('sha256', secret).update(`${sessionId}|${step}`).digest();
  return String(mac.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

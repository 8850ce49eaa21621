import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { ROOM_CODE_STEP_MS } from '@hadir/contract/room-code.ts';
import type { MasterKey } from '#http/context.ts';

/** Six digits for the teacher's screen and the instant at which the next ones take their place. */
export function makeRoomCode(
  master: MasterKey,
  session: SessionOfSchool,
  now: Date,
): { code: string; step: number; expiresAt: Date } {
  const step = stepAt(now);
  return {
    code: codeOf(secretOf(master, session), session.id, step),
    step,
    expiresAt: new Date((step + 1) * ROOM_CODE_STEP_MS),
  };
}

/**
 * Is `code` (anything at all) the code of this session now, one step ago or one step ahead?
 * @param masters all keys in use: what stood on a screen when a rotation began is as good
 * @param only counts no other step than this one
 */
export function matchRoomCode(
  masters: readonly MasterKey[],
  session: SessionOfSchool,
  code: unknown,
  now: Date,
  only?: number,
): boolean {
  if (typeof code !== 'string' || !/^[0-9]{6}$/.test(code)) return false;
  const given = Buffer.from(code);
  const steps = [-1, 0, 1].map((shift) => stepAt(now) + shift);
  // All are compared, so that the time says nothing of which one it was.
  return masters
    .map((master) => secretOf(master, session))
    .flatMap((secret) => steps.map((step) => ({ step, right: Buffer.from(codeOf(secret, session.id, step)) })))
    .map(({ step, right }) => timingSafeEqual(given, right) && (only ?? step) === step)
    .includes(true);
}

/** May a code of this step count now? A scan of an older picture says by itself that it is too late. */
export function isStepCurrent(step: number, now: Date): boolean {
  return Math.abs(step - stepAt(now)) <= 1;
}

type SessionOfSchool = { id: string; schoolId: string };

const stepAt = (now: Date) => Math.floor(now.getTime() / ROOM_CODE_STEP_MS);

function secretOf(master: MasterKey, session: SessionOfSchool): Buffer {
  return Buffer.from(hkdfSync('sha256', master.key, session.schoolId, `hadir/v1/room-code/${master.version}`, 32));
}

function codeOf(secret: Buffer, sessionId: string, step: number): string {
  const mac = createHmac('sha256', secret).update(`${sessionId}|${step}`).digest();
  return String(mac.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

import type { RoomCodeShown } from './build-mark.ts';
import { findReceipt } from './room-receipt.ts';

/** How long the screen asks, milliseconds, where the challenge lives longer; and what it leaves for the mark to be sent. */
const ASKED_FOR_MS = 40_000;
const SENDING_MS = 8_000;

let settle: ((code: string | null) => void) | null = null;

/** What the student types, or null for going on without. */
export function answerRoomCode(code: string | null): void {
  settle?.(code);
}

/**
 * The room code for a face mark: of a scan that still counts, else asked of the student on the screen that `show`
 * brings up. Null without one, also when nobody answers in time. Rejects with the signal's reason.
 */
export async function askRoomCode(
  sessionId: string,
  show: () => void,
  signal: AbortSignal,
  /** Milliseconds that the permission for the mark still lives. */
  leftMs: number,
): Promise<RoomCodeShown | null> {
  const receipt = findReceipt(sessionId);
  if (receipt) return { receipt: receipt.id };
  const asked = Promise.withResolvers<string | null>();
  const leave = () => asked.reject(signal.reason);
  const timer = setTimeout(() => asked.resolve(null), Math.max(0, Math.min(ASKED_FOR_MS, leftMs - SENDING_MS)));
  settle = asked.resolve;
  signal.addEventListener('abort', leave, { once: true });
  show();
  try {
    const code = await asked.promise;
    return code === null ? null : { code };
  } finally {
    clearTimeout(timer);
    settle = null;
    signal.removeEventListener('abort', leave);
  }
}

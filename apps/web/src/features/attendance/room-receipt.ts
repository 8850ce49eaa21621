import { makeReceipt, readRoomHash } from '@hadir/contract/room-code.ts';
import { z } from 'zod';
import { type Answer, call } from '#lib/api.ts';

/** The server's word that this browser has seen the room code; its other half is a cookie that no script sees. */
export type Receipt = { id: string; sessionId: string; expiresAt: number };

const KEY = 'hadir-room-receipt';
const Kept = z.object({ id: z.string(), sessionId: z.string(), expiresAt: z.number() });

/** The receipt while it counts; by this phone's clock, so only the server's word is final. */
export function findAnyReceipt(now = Date.now()): Receipt | null {
  const kept = Kept.safeParse(parse(localStorage.getItem(KEY)));
  return kept.success && kept.data.expiresAt > now ? kept.data : null;
}

/** The same, when it is of this class session. */
export function findReceipt(sessionId: string, now?: number): Receipt | null {
  const kept = findAnyReceipt(now);
  return kept?.sessionId === sessionId ? kept : null;
}

export function forgetReceipt(): void {
  localStorage.removeItem(KEY);
}

/** Text of a scanned QR code as what it says of a room; null for a QR code of anything else. */
export function readScan(text: string) {
  const at = text.indexOf('#');
  return at < 0 || !/^https?:\/\/[^#]*\/room$/.test(text.slice(0, at)) ? null : readRoomHash(text.slice(at));
}

/** Life of a receipt, milliseconds (protocol). Counted from the asking, so never longer than the server does. */
const LASTS_MS = 180_000;

/** Trades a scanned code for a receipt and keeps it on this phone. */
export async function redeemScan(
  { sessionId, step, code }: NonNullable<ReturnType<typeof readRoomHash>>,
  signal?: AbortSignal,
): Promise<Answer<typeof makeReceipt>> {
  const askedAt = Date.now();
  const body = { session_id: sessionId, code, step };
  const answer = await call(makeReceipt, signal ? { body, signal } : { body });
  if (answer.kind === 'ok') {
    const kept: Receipt = { id: answer.value.id, sessionId: answer.value.session_id, expiresAt: askedAt + LASTS_MS };
    localStorage.setItem(KEY, JSON.stringify(kept));
  }
  return answer;
}

function parse(json: string | null): unknown {
  if (json === null) return null;
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

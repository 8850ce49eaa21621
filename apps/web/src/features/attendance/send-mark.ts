import { mark } from '@hadir/contract/attendance.ts';
import type { ErrorCode } from '@hadir/contract/error.ts';
import { call } from '#lib/api.ts';
import { isKept, type Judgement, judgeMark, type KeptMark } from './outbox.ts';
import { findReceipt, forgetReceipt } from './room-receipt.ts';

/** How a mark ended, or that it has not ended yet. */
export type MarkOutcome =
  /** `words`: what only the server knows, such as how far away in words. Not kept on the phone. */
  | (Judgement & { words?: string })
  /** No answer, or one that asks for a pause (seconds): it stays in the outbox, and may or may not have arrived. */
  | { kind: 'not_sent'; pauseS: number | null };

/** Answers that judge the way here and not the mark: it stays in the outbox. */
const undecided: readonly ErrorCode[] = ['not_signed_in', 'csrf_refused', 'retry_later', 'internal', 'unavailable'];

/**
 * Sends a kept mark as it is, once at a time over all tabs, and keeps only the judgement when there is one.
 * @returns null when another tab has already had it judged
 */
export async function sendMark(kept: KeptMark): Promise<MarkOutcome | null> {
  const work = async () => ((await isKept(kept.id)) ? await send(kept) : null);
  return navigator.locks ? await navigator.locks.request(`hadir-mark-${kept.id}`, work) : await work();
}

async function send(kept: KeptMark): Promise<MarkOutcome> {
  const answer = await call(mark, {
    rawBody: kept.rawBody,
    headers: { 'X-Device-Key': kept.keyId, 'X-Device-Signature': kept.signature },
  });
  if (answer.kind === 'unreachable' || answer.kind === 'unexpected') return { kind: 'not_sent', pauseS: null };
  if (answer.kind === 'refused' && undecided.includes(answer.code)) {
    return { kind: 'not_sent', pauseS: answer.retryAfterS };
  }
  const outcome: Judgement =
    answer.kind === 'ok'
      ? { kind: 'accepted', state: answer.value.state }
      : { kind: 'refused', code: answer.code, next: answer.next ?? 'try_again' };
  await judgeMark(kept, outcome);
  // One use: whatever the method, the server has used it up.
  if (outcome.kind === 'accepted' && findReceipt(kept.sessionId)) forgetReceipt();
  const words = answer.kind === 'refused' && answer.code === 'outside_campus' ? answer.message : undefined;
  return words ? { ...outcome, words } : outcome;
}

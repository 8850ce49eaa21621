import { type MarkAccepted, mark, type NextStep } from '@hadir/contract/attendance.ts';
import type { ErrorCode } from '@hadir/contract/error.ts';
import { call } from '#lib/api.ts';
import { forgetMark, isKept, type KeptMark } from './outbox.ts';

/** How a mark ended, or that it has not ended yet. */
export type MarkOutcome =
  | { kind: 'accepted'; state: MarkAccepted['state'] }
  | { kind: 'refused'; code: ErrorCode; next: NextStep }
  /** No answer: it stays in the outbox, and nobody knows whether it arrived. */
  | { kind: 'not_sent' };

/** Answers that judge the way here and not the mark: it stays in the outbox. */
const undecided: readonly ErrorCode[] = ['not_signed_in', 'csrf_refused', 'internal', 'unavailable'];

/**
 * Sends a kept mark as it is, once at a time over all tabs, and forgets it when it has been judged.
 * @returns null when another tab has already had it judged
 */
export async function sendMark(kept: KeptMark): Promise<MarkOutcome | null> {
  const work = async () => ((await isKept(kept.id)) ? await send(kept) : null);
  return navigator.locks ? await navigator.locks.request(`hadir-mark-${kept.id}`, work) : await work();
}

async function send({ id, rawBody, keyId, signature }: KeptMark): Promise<MarkOutcome> {
  const answer = await call(mark, {
    rawBody,
    headers: { 'X-Device-Key': keyId, 'X-Device-Signature': signature },
  });
  if (answer.kind === 'unreachable' || answer.kind === 'unexpected') return { kind: 'not_sent' };
  if (answer.kind === 'refused' && undecided.includes(answer.code)) return { kind: 'not_sent' };
  await forgetMark(id);
  if (answer.kind === 'ok') return { kind: 'accepted', state: answer.value.state };
  return { kind: 'refused', code: answer.code, next: answer.next ?? 'try_again' };
}

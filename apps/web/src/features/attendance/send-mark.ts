import { MarkBody, mark, type OutsideHint } from '@hadir/contract/attendance.ts';
import type { ErrorCode } from '@hadir/contract/error.ts';
import { sendOfflineMark } from '@hadir/contract/offline.ts';
import { call } from '#lib/api.ts';
import { appVersion } from '#lib/client.ts';
import { isKept, type Judgement, judgeMark, type KeptMark } from './outbox.ts';
import { findReceipt, forgetReceipt } from './room-receipt.ts';

/** How a mark ended, or that it has not ended yet. */
export type MarkOutcome =
  /** `hint`: what only the server knows, such as whether the place is far. Not kept on the phone. */
  | (Judgement & { hint?: OutsideHint })
  /** No answer, or one that asks for a pause (seconds): it stays in the outbox, and may or may not have arrived. */
  | { kind: 'not_sent'; pauseS: number | null }
  /** A mark before it is missing on the server: it stays in the outbox until the chain goes on. */
  | { kind: 'chain_broken' }
  /** Made without network, and nobody has opened its class yet: it stays in the outbox. */
  | { kind: 'not_open_yet' }
  /** Made without network: it is kept, and nothing was sent yet. */
  | { kind: 'saved' }
  /** Made without network, and this phone could not keep it. */
  | { kind: 'not_saved'; why: 'full' | 'no_chain' };

/** Answers that judge the way here and not the mark: it stays in the outbox. */
const undecided: readonly ErrorCode[] = [
  'not_signed_in',
  'csrf_refused',
  'retry_later',
  'not_possible_now',
  'internal',
  'unavailable',
];

/**
 * Sends a kept mark as it is, once at a time over all tabs, and keeps only the judgement when there is one.
 * @returns null when another tab has already had it judged
 */
export async function sendMark(kept: KeptMark): Promise<MarkOutcome | null> {
  const work = async () => ((await isKept(kept.id)) ? await send(kept) : null);
  return navigator.locks ? await navigator.locks.request(`hadir-mark-${kept.id}`, work) : await work();
}

async function send(kept: KeptMark): Promise<MarkOutcome> {
  const answer = await post(kept);
  if (answer.kind === 'unreachable' || answer.kind === 'unexpected') return { kind: 'not_sent', pauseS: null };
  if (answer.kind === 'refused' && kept.offline && answer.code === 'not_possible_now') return { kind: 'not_open_yet' };
  // The version that made it may be old by now; the one that sends it is not.
  if (answer.kind === 'refused' && kept.offline && answer.code === 'client_too_old') {
    return { kind: 'not_sent', pauseS: null };
  }
  if (answer.kind === 'refused' && undecided.includes(answer.code)) {
    return { kind: 'not_sent', pauseS: answer.retryAfterS };
  }
  if (answer.kind === 'refused' && answer.code === 'chain_broken') return { kind: 'chain_broken' };
  const outcome: Judgement =
    answer.kind === 'ok'
      ? { kind: 'accepted', state: answer.value.state }
      : { kind: 'refused', code: answer.code, next: answer.next ?? 'try_again' };
  await judgeMark(kept, outcome);
  // One use: whatever the method, the server has used it up.
  if (outcome.kind === 'accepted' && findReceipt(kept.sessionId)) forgetReceipt();
  const hint = answer.kind === 'refused' ? answer.hint : undefined;
  return hint ? { ...outcome, hint } : outcome;
}

/** A mark without network speaks by its own signature, whoever is signed in on this phone now. */
function post({ rawBody, keyId, signature, offline }: KeptMark) {
  const headers = { 'X-Device-Key': keyId, 'X-Device-Signature': signature };
  const sent = { rawBody, isOfEarlier: isOfEarlier(rawBody) };
  return offline
    ? call(sendOfflineMark, { ...sent, headers: { ...headers, 'X-Phone-Clock': String(Date.now()) } })
    : call(mark, { ...sent, headers });
}

const Made = MarkBody.pick({ client: true });

const isOfEarlier = (rawBody: string) => Made.safeParse(JSON.parse(rawBody)).data?.client.version !== appVersion;

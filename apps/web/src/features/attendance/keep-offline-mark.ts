import type { OfflineBody, OfflineTicket } from '@hadir/contract/offline.ts';
import { offlineText, SEND_HOURS } from '@hadir/contract/offline.ts';
import { hashBody, sign } from '#features/enrolment/signing.ts';
import { findChain, inChainTurn, keepInChain } from '#features/offline/chain.ts';
import { estimateServerTime, findServerTime, readPhoneClocks } from '#features/offline/server-clock.ts';
import { buildBody, type Evidence } from './build-mark.ts';
import { moveToServerClock } from './find-position.ts';
import { isKept, type KeptMark, sealMark } from './outbox.ts';

/** `no_chain`: this phone was never told where its records begin, or has another key since. `full`: it keeps nothing more. */
type KeptOffline = { kind: 'saved'; markId: string } | { kind: 'no_chain' } | { kind: 'full' };

/**
 * Makes one record of the phone's chain out of what was captured, and keeps it sealed. Of the same ticket only one is ever
 * made: a second tap finds the first.
 * @param capturedAt the phone's clocks at the capture
 */
export async function keepOfflineMark(
  evidence: Evidence,
  ticket: OfflineTicket,
  key: { personId: string; id: string; pair: CryptoKeyPair },
  capturedAt = readPhoneClocks(),
): Promise<KeptOffline> {
  return inChainTurn(key.personId, async () => {
    if (await isKept(ticket.id)) return { kind: 'saved', markId: ticket.id };
    const [chain, heard] = await Promise.all([findChain(key.personId), findServerTime()]);
    if (chain === null || heard === null || chain.keyId !== key.id) return { kind: 'no_chain' };
    const time = estimateServerTime(heard, capturedAt);
    const at = Math.max(time.at, chain.lastAt);
    const captured_at = new Date(at).toISOString();
    const fixes = moveToServerClock(evidence.fixes, at - capturedAt.wallMs);
    const body: OfflineBody = {
      ...buildBody({ ...evidence, fixes }),
      offline: { ticket: ticket.ticket, seq: chain.seq, previous: chain.previous, captured_at, clock: time.clock },
    };
    const rawBody = JSON.stringify(body);
    const hash = await hashBody(rawBody);
    const mark: KeptMark = {
      id: ticket.id,
      personId: key.personId,
      sessionId: evidence.session.id,
      sessionTitle: evidence.session.title,
      rawBody,
      keyId: key.id,
      signature: await sign(key.pair.privateKey, offlineText(hash)),
      triesUntil: Date.parse(ticket.session.ends_at) + SEND_HOURS * 3_600_000,
      offline: { seq: chain.seq, previous: chain.previous, capturedAt: captured_at },
    };
    try {
      await keepInChain(await sealMark(mark), { ...chain, seq: chain.seq + 1, previous: hash, lastAt: at });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'QuotaExceededError') return { kind: 'full' };
      throw error;
    }
    return { kind: 'saved', markId: mark.id };
  });
}

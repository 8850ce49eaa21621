import { issueOfflineTickets } from '@hadir/contract/offline.ts';
import type { Me } from '@hadir/contract/sign-in.ts';
import { findPhoneKey } from '#features/enrolment/phone-keys.ts';
import { call } from '#lib/api.ts';
import { adoptChain, findChain, inChainTurn } from './chain.ts';
import { keepOwner } from './owner.ts';
import { keepServerTime } from './server-clock.ts';
import { keepTickets } from './tickets.ts';

/**
 * While there is network: fetches what a mark without network needs. Says whether there was an answer; a phone without
 * an active key gets no tickets, and opens without network all the same. A chain never goes back: where the server has
 * less of it, it goes on behind the gap with the next record.
 * @param hasWaiting records of this person still wait on this phone: their chain goes on as it is
 */
export async function renewTickets(me: Me, hasWaiting: () => Promise<boolean>): Promise<boolean> {
  await keepOwner(me);
  const key = await findPhoneKey(me.id);
  if (!key?.id) return true;
  const keyId = key.id;
  return inChainTurn(me.id, async () => {
    // Asked before, too: what is judged on the way is not in the answer yet.
    const wasWaiting = await hasWaiting();
    const answer = await call(issueOfflineTickets, { body: {}, headers: { 'X-Device-Key': keyId } });
    if (answer.kind !== 'ok') return answer.kind === 'refused';
    const { now, chain, tickets } = answer.value;
    await keepServerTime(Date.parse(now));
    const own = await findChain(me.id);
    const isBehind = own?.keyId === keyId && chain.seq < own.seq;
    if (own?.keyId !== keyId || !(isBehind || wasWaiting || (await hasWaiting()))) {
      await adoptChain(me.id, keyId, chain);
    }
    await keepTickets(me.id, tickets);
    return true;
  });
}

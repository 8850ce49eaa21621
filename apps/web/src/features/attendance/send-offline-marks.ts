import { issueOfflineTickets, offlineText, restartOfflineChain } from '@hadir/contract/offline.ts';
import { findPhoneKey } from '#features/enrolment/phone-keys.ts';
import { hashBody, sign } from '#features/enrolment/signing.ts';
import { isSignedInAs } from '#features/sign-in/me.ts';
import { call } from '#lib/api.ts';
import { isRefused } from '#lib/failure.ts';
import { judgeMark, type KeptMark, listKeptMarks } from './outbox.ts';
import { notePause, noteUnopened, readOutbox, useOutbox } from './outbox-store.ts';
import { sendMark } from './send-mark.ts';

/**
 * Sends what was made without network, of everybody on this phone: each speaks by its own key. One after another, in
 * the order of the chain; the first that has no answer ends the round of its key.
 * @param signedIn whose chain may be asked to go on behind a gap; null while nobody is known
 * @param now milliseconds of this phone's clock
 */
export async function sendOfflineMarks(signedIn: string | null, now: number = Date.now()): Promise<void> {
  const marks = (await listKeptMarks()).filter(({ offline }) => offline !== undefined);
  const chains = Map.groupBy(marks, ({ keyId }) => keyId);
  for (const chain of chains.values()) {
    if (now < useOutbox.getState().pausedUntil) break;
    await sendChain(chain, signedIn, now);
  }
  if (marks.length > 0) await readOutbox();
}

async function sendChain(marks: readonly KeptMark[], signedIn: string | null, now: number): Promise<void> {
  for (const mark of marks) {
    if (now < (useOutbox.getState().unopened[mark.id] ?? 0)) return;
    let outcome = await sendMark(mark);
    // Once: a gap behind which the chain still does not go on is none that we can mend.
    if (outcome?.kind === 'chain_broken' && mark.personId === signedIn) {
      const way = await goOnBehindGap(mark);
      if (way === 'passed') {
        await judgeMark(mark, { kind: 'refused', code: 'chain_broken', next: 'tell_teacher' });
        continue;
      }
      if (way === 'open') outcome = await sendMark(mark);
    }
    if (outcome === null) continue;
    notePause(outcome, now);
    if (outcome.kind === 'not_open_yet') return noteUnopened(mark.id, now);
    if (outcome.kind === 'not_sent' || outcome.kind === 'chain_broken') return;
  }
}

/**
 * Asks the server to take this mark for the next one, as the ones before it are lost. `passed`: another stands in its
 * place already, so that it can never arrive.
 */
async function goOnBehindGap({ personId, keyId, offline }: KeptMark): Promise<'open' | 'passed' | 'closed'> {
  const key = await findPhoneKey(personId);
  if (!offline || key?.id !== keyId || !(await isSignedInAs(personId))) return 'closed';
  const { seq, previous } = offline;
  const rawBody = JSON.stringify({ seq, previous });
  const signature = await sign(key.pair.privateKey, offlineText(await hashBody(rawBody)));
  const headers = { 'X-Device-Key': keyId };
  const answer = await call(restartOfflineChain, { rawBody, headers: { ...headers, 'X-Device-Signature': signature } });
  if (answer.kind === 'ok') return 'open';
  if (!isRefused(answer, 'not_possible_now')) return 'closed';
  // The same code is that of two changes at one moment: only the place of the chain is certain.
  const tickets = await call(issueOfflineTickets, { body: {}, headers });
  return tickets.kind === 'ok' && tickets.value.chain.seq > seq ? 'passed' : 'closed';
}

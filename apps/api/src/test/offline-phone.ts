import { createHash } from 'node:crypto';
import type { LivenessStep } from '@hadir/contract/liveness.ts';
import { offlineText } from '@hadir/contract/offline.ts';
import supertest, { type Response } from 'supertest';
import type { TestApp } from '#test/open-app.ts';
import type { Phone } from '#test/phone.ts';

type Ticket = { id: string; ticket: string; liveness_plan: LivenessStep[]; session: { id: string; title: string } };
type Tickets = { now: string; chain: { seq: number; previous: string }; tickets: Ticket[] };

/** One record as it travels. */
export type Sealed = { raw: string; hash: string; signature: string };

/** What a phone does without network, and afterwards. */
export type OfflinePhone = {
  fetchTickets(): Promise<Tickets>;
  /** The next record of the chain, for the ticket of this class; `change` replaces fields of the mark, `claim` of `offline`. */
  capture(sessionId: string, at: Date, change?: object, claim?: object): Promise<Sealed>;
  /** Without cookie and CSRF token. */
  send(record: Sealed, headers?: Record<string, string>): Promise<Response>;
  restart(end: { seq: number; previous: string }): Promise<Response>;
};

export function openOfflinePhone(app: TestApp, phone: Phone): OfflinePhone {
  let kept: Tickets | null = null;
  let chain = { seq: 0, previous: '' };
  const sign = async (raw: string) => ({
    raw,
    hash: sha256(raw),
    signature: await phone.sign(offlineText(sha256(raw))),
  });
  return {
    async fetchTickets() {
      const { status, body } = await phone.caller
        .start('post', '/api/offline_tickets')
        .set('X-Device-Key', phone.keyId)
        .send({});
      if (status !== 200) throw new Error(`no tickets: ${JSON.stringify(body)}`);
      const tickets: Tickets = body;
      kept = tickets;
      chain = tickets.chain;
      return tickets;
    },
    async capture(sessionId, at, change = {}, claim = {}) {
      const ticket = kept?.tickets.find(({ session }) => session.id === sessionId);
      if (!kept || !ticket) throw new Error('no ticket for this class');
      const heardAt = Date.parse(kept.now);
      const elapsed = at.getTime() - heardAt;
      const positions = [{ lat: -6.2, lng: 106.8, accuracy: 8, at: at.toISOString() }];
      const record = await sign(
        JSON.stringify({
          ...phone.markBody(sessionId, { ...ticket, challenge_id: ticket.id, nonce: '' }, { positions, ...change }),
          offline: {
            ...{ ticket: ticket.ticket, ...chain, captured_at: at.toISOString() },
            clock: { heard_at: kept.now, heard_wall_ms: heardAt, wall_ms: at.getTime(), elapsed_ms: elapsed },
            ...claim,
          },
        }),
      );
      chain = { seq: chain.seq + 1, previous: record.hash };
      return record;
    },
    async send({ raw, signature }, headers = {}) {
      return supertest(app.server)
        .post('/api/offline_marks')
        .set('Sec-Fetch-Site', 'same-origin')
        .set('Content-Type', 'application/json')
        .set('X-Device-Key', phone.keyId)
        .set('X-Device-Signature', signature)
        .set(headers)
        .send(raw);
    },
    async restart(end) {
      const { raw, signature } = await sign(JSON.stringify(end));
      return phone.caller
        .start('post', '/api/offline_chain/restart')
        .set('Content-Type', 'application/json')
        .set('X-Device-Key', phone.keyId)
        .set('X-Device-Signature', signature)
        .send(raw);
    },
  };
}

const sha256 = (raw: string) => createHash('sha256').update(raw).digest('hex');

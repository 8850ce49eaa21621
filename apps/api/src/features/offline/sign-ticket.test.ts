import { describe, expect, it } from 'vitest';
import { fixedKeyRing } from '#start/key-ring.ts';
import { readTicket, signTicket, type TicketFacts } from './sign-ticket.ts';

const master = { version: 1, key: Buffer.alloc(32, 7) };
const keys = fixedKeyRing(master);
const facts: TicketFacts = {
  ...{ id: 'ticket', person: 'amina', key: 'phone', session: 'algebra', nonce: 'nonce' },
  issued_at: '2026-11-20T08:00:00.000Z',
  window: { from: '2026-11-20T09:00:00.000Z', to: '2026-11-20T10:00:00.000Z' },
  send_until: '2026-11-22T10:00:00.000Z',
  plan: ['blink'],
};
const ticket = signTicket(master, facts);
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a ticket that comes back', () => {
  it('says what it was given for', () => {
    expect(readTicket(keys, ticket)).toEqual({ facts, isVouched: true });
  });

  it.each([
    [
      'with other facts under the same signature',
      ticket.replace(/\.[^.]+\./, `.${encode({ ...facts, person: 'budi' })}.`),
    ],
    ['of another key', signTicket({ version: 1, key: Buffer.alloc(32, 8) }, facts)],
    ['without its signature', ticket.slice(0, ticket.lastIndexOf('.') + 1)],
    ['cut off', ticket.slice(0, -1)],
    ['with something behind it', `${ticket}.more`],
    ['that is empty', ''],
    ['that is words', 'hadir1.1.garbage.garbage'],
    ['that lacks a fact', `hadir1.1.${encode({ id: 'ticket' })}.AAAA`],
  ])('%s is none of ours', (_, given) => {
    expect(readTicket(keys, given)).toBeNull();
  });

  it('whose key is gone is vouched for by nobody here', () => {
    expect(readTicket(keys, signTicket({ version: 9, key: Buffer.alloc(32, 9) }, facts))).toEqual({
      facts,
      isVouched: false,
    });
  });

  it('changed in any one letter is none of ours', () => {
    for (let at = 0; at < ticket.length; at += 1) {
      const letter = ticket[at] === 'A' ? 'B' : 'A';
      const changed = `${ticket.slice(0, at)}${letter}${ticket.slice(at + 1)}`;
      // The last letter of base64 carries bits that mean nothing; and a version that is unknown is vouched for by nobody.
      const read = at === ticket.length - 1 ? null : readTicket(keys, changed);
      expect(read === null || !read.isVouched, `at ${at}`).toBe(true);
    }
  });
});

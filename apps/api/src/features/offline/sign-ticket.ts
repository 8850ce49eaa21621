import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Id, Instant } from '@hadir/contract/field.ts';
import { z } from 'zod';
import type { KeyRing, MasterKey } from '#http/context.ts';

/** What a ticket says: whose it is, for which phone and class, and within which times. */
export const TicketFacts = z.object({
  id: Id,
  person: Id,
  key: Id,
  session: Id,
  /** 32 bytes, base64url; only the ticket and its row know it. */
  nonce: z.string(),
  issued_at: Instant,
  /** Of the class session as it was planned then. */
  window: z.object({ from: Instant, to: Instant }),
  send_until: Instant,
  plan: z.array(z.string().max(40)),
});
export type TicketFacts = z.infer<typeof TicketFacts>;

const prefix = 'hadir1';

/** The ticket as text: `hadir1.<version of the key>.<facts>.<HMAC-SHA256>`, base64url. */
export function signTicket(master: MasterKey, facts: TicketFacts): string {
  const body = `${prefix}.${master.version}.${Buffer.from(JSON.stringify(facts)).toString('base64url')}`;
  return `${body}.${macOf(master, body).toString('base64url')}`;
}

/**
 * Reads a ticket that came back.
 * @returns null for one that we did not sign; `isVouched` is false where its key is none that we have, because it is
 * gone after a rotation or never was: then nothing in it is to be believed that its row does not say
 */
export function readTicket(keys: KeyRing, ticket: string): { facts: TicketFacts; isVouched: boolean } | null {
  const parts = ticket.split('.');
  const [name, version = '', encoded = '', mac = ''] = parts;
  if (parts.length !== 4 || name !== prefix || !/^[0-9]{1,9}$/.test(version)) return null;
  const facts = TicketFacts.safeParse(parse(encoded));
  if (!facts.success) return null;
  const master = keys.find(Number(version));
  if (master === null) return { facts: facts.data, isVouched: false };
  const expected = macOf(master, `${prefix}.${version}.${encoded}`);
  const given = Buffer.from(mac, 'base64url');
  const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
  return isOurs ? { facts: facts.data, isVouched: true } : null;
}

function macOf({ key, version }: MasterKey, body: string): Buffer {
  const secret = Buffer.from(hkdfSync('sha256', key, '', `hadir/v1/offline-ticket/${version}`, 32));
  return createHmac('sha256', secret).update(body).digest();
}

function parse(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

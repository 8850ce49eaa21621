import { issueOfflineTickets, type OfflineTicket, offlineText } from '@hadir/contract/offline.ts';
import { type Arena, campus } from './arena.ts';
import { markBody, type Phone, sha256 } from './phone.ts';
import { freshFrames, type Student } from './student.ts';
import { type Answer, read } from './wire.ts';

export type Ready = { now: string; chain: { seq: number; previous: string }; ticket: OfflineTicket };
export type OfflineRecord = { keyId: string; signature: string; body: string };

/** What a phone fetches while there is network: the ticket for this class, and where its chain stands. */
export async function fetchTicket({ visitor, phone }: Student, sessionId: string): Promise<Ready> {
  const { method, path } = issueOfflineTickets;
  const answer = await visitor.raw({ method, path, headers: { 'X-Device-Key': phone.keyId }, body: '{}' });
  const { now, chain, tickets } = issueOfflineTickets.reply.parse(read(answer));
  const ticket = tickets.find(({ session }) => session.id === sessionId);
  if (!ticket) throw new Error(`no ticket for ${sessionId}`);
  return { now, chain, ticket };
}

/** A record as an honest phone makes it now; `change` replaces fields of the mark, `claim` those of `offline`. */
export function makeRecord(
  arena: Arena,
  student: Student,
  { now, chain, ticket }: Ready,
  change: Record<string, unknown> = {},
  claim: Record<string, unknown> = {},
  signer: Phone = student.phone,
): OfflineRecord {
  const { phone } = student;
  const asked = { challenge_id: ticket.id, nonce: '', liveness_plan: ticket.liveness_plan };
  const evidence = { frames: freshFrames(student, arena.random), place: campus, random: arena.random };
  const wall = Date.now();
  const clock = { heard_at: now, heard_wall_ms: Date.parse(now), wall_ms: wall, elapsed_ms: wall - Date.parse(now) };
  const offline = { ticket: ticket.ticket, ...chain, captured_at: new Date(wall).toISOString(), clock, ...claim };
  const body = JSON.stringify({ ...markBody(phone, ticket.session.id, asked, evidence, change), offline });
  return { keyId: phone.keyId, signature: signer.sign(offlineText(sha256(body))), body };
}

/** Behind a record of the same phone. */
export const after = (ready: Ready, { body }: OfflineRecord): Ready => ({
  ...ready,
  chain: { seq: ready.chain.seq + 1, previous: sha256(body) },
});

/** As the phone sends it: from anywhere, with no cookie and no token. */
export function sendRecord(arena: Arena, { keyId, signature, body }: OfflineRecord): Promise<Answer> {
  return arena.openVisitor().raw({
    method: 'POST',
    path: '/api/offline_marks',
    headers: { 'X-Device-Key': keyId, 'X-Device-Signature': signature, 'X-Phone-Clock': String(Date.now()) },
    body,
  });
}

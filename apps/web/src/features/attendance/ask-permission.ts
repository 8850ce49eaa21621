import { issueChallenge, NextStep } from '@hadir/contract/attendance.ts';
import type { ErrorCode } from '@hadir/contract/error.ts';
import type { OfflineTicket } from '@hadir/contract/offline.ts';
import { findTicket } from '#features/offline/tickets.ts';
import { call, type Reply } from '#lib/api.ts';
import { appVersion } from '#lib/client.ts';
import type { Failure } from '#lib/failure.ts';

type Challenge = Reply<typeof issueChallenge>;

/** `ticket`: no answer came, and the mark is made with what was fetched before. */
type Permission =
  | { kind: 'allowed'; challenge: Challenge; ticket: OfflineTicket | null }
  | { kind: 'refused'; code: ErrorCode; next: NextStep }
  | { kind: 'failed'; failure: Failure };

type Asked = { personId: string; keyId: string; sessionId: string; method: 'face' | 'room_code'; signal: AbortSignal };

/** Permission for one mark: of the server, else of a ticket that this phone holds. Rejects with the signal's reason. */
export async function askPermission({ personId, keyId, sessionId, method, signal }: Asked): Promise<Permission> {
  const answer = await call(issueChallenge, {
    // Faces that failed leave the room code its own tries.
    body: { session_id: sessionId, ...(method === 'room_code' && { method }) },
    headers: { 'X-Device-Key': keyId },
    signal,
  });
  if (answer.kind === 'ok') return { kind: 'allowed', challenge: answer.value, ticket: null };
  if (answer.kind === 'refused') {
    const next = NextStep.safeParse(answer.next);
    return next.success ? { kind: 'refused', code: answer.code, next: next.data } : { kind: 'failed', failure: answer };
  }
  const ticket = await findTicket(personId, sessionId).catch(() => null);
  return ticket ? { kind: 'allowed', challenge: asChallenge(ticket), ticket } : { kind: 'failed', failure: answer };
}

function asChallenge({ id, send_until, ticket: _, session: __, ...asked }: OfflineTicket): Challenge {
  return { ...asked, challenge_id: id, nonce: '', expires_at: send_until, min_client_version: appVersion };
}

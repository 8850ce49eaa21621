import { may } from '@hadir/contract/permissions.ts';
import { roomLink } from '@hadir/contract/room-code.ts';
import { countRoster } from '@hadir/contract/roster-counts.ts';
import type { Roster } from '@hadir/contract/sessions.ts';
import { getClassSession } from '#features/sessions/get-class-session.ts';
import { sessionOnWire } from '#features/sessions/show-session.ts';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { hideEvidence } from './hide-evidence.ts';
import { listRoster } from './list-roster.ts';
import { makeRoomCode } from './room-code.ts';

/**
 * Who has marked, who is pending, who is missing; the room code only while the session is open.
 * @throws AppError not_found for everybody but the session's staff
 */
export async function getRoster(context: Context, staff: SignedIn, sessionId: string): Promise<Roster> {
  const now = context.now();
  const facts = await getClassSession(context.db, staff, sessionId);
  const items = hideEvidence(staff.role, await listRoster(context.db, facts, null, now));
  const session = sessionOnWire(facts, now);
  // Who only reads marks nobody, so has nothing to show to a room.
  const mayShow = session.phase === 'open' && may(staff.role, 'attendance:write');
  const code = mayShow ? makeRoomCode(context.masterKey, { id: sessionId, schoolId: staff.schoolId }, now) : null;
  return {
    session,
    room_code: code && {
      code: code.code,
      expires_at: code.expiresAt.toISOString(),
      expires_in_ms: Math.max(0, code.expiresAt.getTime() - now.getTime()),
      link: roomLink(context.publicUrl, { sessionId, step: code.step, code: code.code }),
      shown_at: facts.roomCodeShownAt?.toISOString() ?? null,
    },
    counts: countRoster(items),
    items,
  };
}

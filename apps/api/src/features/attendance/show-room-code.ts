import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { getClassSession } from '#features/sessions/get-class-session.ts';
import { lockClassSession } from '#features/sessions/lock-class-session.ts';
import { sessionOnWire } from '#features/sessions/show-session.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';

/**
 * Notes that the room code has come onto the room's screen, or left it; marks are asked for it while it is there.
 * What is so already stays as it is.
 * @throws AppError not_found, not_possible_now for showing the code of a session that is not open
 */
export async function showRoomCode(
  context: Context,
  staff: ActingPerson,
  sessionId: string,
  isShown: boolean,
): Promise<void> {
  const now = context.now();
  await context.db.$transaction(async (tx) => {
    await lockClassSession(tx, staff, sessionId);
    const session = await getClassSession(tx, staff, sessionId);
    if (isShown && sessionOnWire(session, now).phase !== 'open') {
      throw new AppError('not_possible_now', 'This class session is not open.');
    }
    if ((session.roomCodeShownAt !== null) === isShown) return;
    await tx.classSession.update({ where: { id: sessionId }, data: { roomCodeShownAt: isShown ? now : null } });
    await recordAudit(tx, {
      ...by(staff),
      action: isShown ? 'room_code.shown' : 'room_code.hidden',
      subjectType: 'class_session',
      subjectId: sessionId,
      before: { room_code_shown_at: session.roomCodeShownAt?.toISOString() ?? null },
      after: { room_code_shown_at: isShown ? now.toISOString() : null },
    });
  });
}

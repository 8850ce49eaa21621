import type { ClassSession as ClassSessionOnWire } from '@hadir/contract/sessions.ts';
import type { Tx } from '#db.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { knowPlace } from '#features/places/know-place.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { decideOpening } from './decide-opening.ts';
import { getClassSession } from './get-class-session.ts';
import { lockClassSession } from './lock-class-session.ts';
import { sessionFacts, sessionOnWire } from './show-session.ts';

/** Place and own radius; null takes one away, undefined leaves it. */
type Whereabouts = { place_id?: string | null | undefined; radius_m?: number | null | undefined };

/**
 * Opens a class session now, perhaps at another place; an open one stays open and only moves.
 * @throws AppError not_found, not_possible_now for an archived course or a cancelled session
 */
export async function openClassSession(
  context: Context,
  actor: ActingPerson,
  id: string,
  { place_id, radius_m }: Whereabouts = {},
): Promise<ClassSessionOnWire> {
  return context.db.$transaction(async (tx) => {
    const isArchived = await lockCourse(tx, actor, id);
    await lockClassSession(tx, actor, id);
    const session = await getClassSession(tx, actor, id);
    const now = context.now();
    const before = sessionOnWire(session, now);
    const isOpen = before.phase === 'open';
    const moves =
      (place_id !== undefined && place_id !== (before.place?.id ?? null)) ||
      (radius_m !== undefined && radius_m !== before.radius_m);
    if (isOpen && !moves) return before;
    if (before.phase === 'cancelled') throw new AppError('not_possible_now', 'This class session is cancelled.');
    if (isArchived) throw new AppError('not_possible_now', 'This course is archived. Bring it back first.');
    if (place_id !== undefined) await knowPlace(tx, actor.schoolId, place_id);
    // Who is late is counted from the first time that it opened.
    const openedAt = session.openedAt ?? now;
    const opening = { isActive: true, openedAt, openedById: actor.id, closedAt: null, closedById: null };
    const opened = await tx.classSession.update({
      where: { id },
      data: {
        ...(!isOpen && { ...decideOpening(session, now), ...opening, roomCodeShownAt: null }),
        ...(place_id !== undefined && { placeId: place_id }),
        ...(radius_m !== undefined && { radiusM: radius_m }),
      },
      select: sessionFacts,
    });
    const after = sessionOnWire(opened, now);
    await recordAudit(tx, {
      ...by(actor),
      action: isOpen ? 'class_session.moved' : 'class_session.opened',
      subjectType: 'class_session',
      subjectId: id,
      before,
      after,
    });
    return after;
  });
}

/** Keeps the course of a class session from being archived until the transaction ends; is it already? */
async function lockCourse(tx: Tx, staff: { schoolId: string }, sessionId: string): Promise<boolean> {
  const [course] = await tx.$queryRaw<{ archivedAt: Date | null }[]>`
    select archived_at as "archivedAt" from courses
    where id = (
      select course_id from class_sessions where id = ${sessionId}::uuid and school_id = ${staff.schoolId}::uuid
    )
    for share`;
  return course !== undefined && course.archivedAt !== null;
}

import { recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';

type Opened = { id: string; schoolId: string };

/**
 * Opens what opens by itself and whose time has come, also when that was while nobody was there to do it. Several
 * processes may try at once: each session is opened by one of them.
 * @returns what was opened
 */
export async function openDueSessions({ db, now }: Pick<Context, 'db' | 'now'>): Promise<Opened[]> {
  const at = now();
  return db.$transaction(async (tx) => {
    const opened = await tx.$queryRaw<Opened[]>`
      update class_sessions as session set is_active = true, opened_at = ${at}
      from courses as course, schools as school
      where course.id = session.course_id and course.archived_at is null
        and school.id = session.school_id and school.stopped_at is null
        and session.opens_itself and session.opened_at is null and session.cancelled_at is null
        and session.closed_at is null and session.starts_at <= ${at} and session.ends_at > ${at}
      returning session.id, session.school_id as "schoolId"`;
    for (const { id, schoolId } of opened) {
      await recordAudit(tx, {
        ...{ schoolId, actorId: null, action: 'class_session.opened', subjectType: 'class_session', subjectId: id },
        before: { phase: 'planned' },
        after: { phase: 'open', because: 'its_time_came' },
      });
    }
    return opened;
  });
}

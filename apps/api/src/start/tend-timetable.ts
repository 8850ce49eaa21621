import { openDueSessions } from '#features/sessions/open-due-sessions.ts';
import { dayAt } from '#features/timetable/calendar-day.ts';
import { makeComingSessions } from '#features/timetable/make-coming-sessions.ts';
import type { Context } from '#http/context.ts';

/** A class that opens by itself is open so long after its time. */
const openMs = 2000;
/** A new day, school or time zone is noticed so soon. */
const lookMs = 60_000;
/** And whatever else has changed, such as a course that was archived. */
const anewMs = 600_000;

/**
 * Looks after the timetable, at once and from then on: what opens by itself is opened, and the sessions of the coming
 * days are there. Several processes may do so at once. What fails is logged and tried again.
 * @param onOpened told of each class session that was opened
 * @returns ends it; resolves when nothing is under way
 */
export function tendTimetable(
  context: Context,
  onOpened: (session: { id: string; schoolId: string }) => void,
): () => Promise<void> {
  let isOver = false;
  let under = Promise.resolve();
  let lookedAt = Number.NEGATIVE_INFINITY;
  /** By school: the zone and day its sessions were last made for, and when. */
  const made = new Map<string, { key: string; at: number }>();
  const attempt = async (what: string, work: () => Promise<unknown>) => {
    try {
      if (!isOver) await work();
    } catch (err) {
      if (!isOver) context.log.error({ err }, what);
    }
  };
  const openDue = () =>
    attempt('class sessions were not opened at their time', async () => {
      for (const session of await openDueSessions(context)) onOpened(session);
    });
  const makeFor = async (school: { id: string; timeZone: string }) => {
    const key = `${school.timeZone} ${dayAt(context.now(), school.timeZone)}`;
    const before = made.get(school.id);
    if (before?.key === key && performance.now() - before.at < anewMs) return;
    const counts = await makeComingSessions(context, school);
    made.set(school.id, { key, at: performance.now() });
    if (Object.values(counts).some((count) => count > 0)) {
      context.log.info({ school: school.id, ...counts }, 'class sessions were made from the timetable');
    }
  };
  const makeAll = async () => {
    if (performance.now() - lookedAt < lookMs) return;
    lookedAt = performance.now();
    const schools = await context.db.school.findMany({
      where: { stoppedAt: null, timetableRules: { some: { archivedAt: null } } },
      orderBy: { id: 'asc' },
      select: { id: true, timeZone: true },
    });
    for (const school of schools) {
      await attempt('the sessions of a timetable were not made', () => makeFor(school));
      // Whoever waits for a class to open does not wait for all schools.
      await openDue();
    }
  };
  const round = async () => {
    await openDue();
    await attempt('the timetable was not read', makeAll);
  };
  const next = () => {
    under = under.then(round);
  };
  next();
  const timer = setInterval(next, openMs).unref();
  return async () => {
    isOver = true;
    clearInterval(timer);
    await under;
  };
}

import type { RosterItem } from '@hadir/contract/sessions.ts';
import { listRoster } from '#features/attendance/list-roster.ts';
import { sessionFacts, sessionOnWire } from '#features/sessions/show-session.ts';
import type { Context } from '#http/context.ts';

/** What to tell those who watch: rows that changed, and whether there is more to it than rows. */
export type RosterNews = { items: RosterItem[]; isStale: boolean };

/** What those who watch a class session have been told of it, to find out what is new. */
export type RosterMemory = {
  /**
   * Reads rows again.
   * @param studentIds only these; null reads all
   */
  look(studentIds: readonly string[] | null): Promise<RosterNews>;
};

export function rememberRoster(context: Context, at: { id: string; schoolId: string }): RosterMemory {
  const rows = new Map<string, string>();
  let shown: string | null = null;
  return {
    async look(studentIds) {
      const now = context.now();
      const session = await context.db.classSession.findFirst({ where: at, select: sessionFacts });
      const wasShown = shown;
      shown = JSON.stringify(session && sessionOnWire(session, now));
      const isOther = wasShown !== null && wasShown !== shown;
      if (!session) return { items: [], isStale: isOther };
      const items = await listRoster(context.db, session, studentIds, now);
      const news = items.filter((item) => rows.get(item.student.id) !== JSON.stringify(item));
      const isNewcomer = wasShown !== null && news.some(({ student }) => !rows.has(student.id));
      for (const item of news) rows.set(item.student.id, JSON.stringify(item));
      const isGone = dropGone(rows, items, studentIds);
      return { items: news, isStale: isOther || isNewcomer || isGone };
    },
  };
}

/** Forgets who was looked for and is not on the roster any more. */
function dropGone(
  rows: Map<string, string>,
  items: readonly RosterItem[],
  studentIds: readonly string[] | null,
): boolean {
  const found = new Set(items.map(({ student }) => student.id));
  const gone = (studentIds ?? [...rows.keys()]).filter((id) => rows.has(id) && !found.has(id));
  for (const id of gone) rows.delete(id);
  return gone.length > 0;
}

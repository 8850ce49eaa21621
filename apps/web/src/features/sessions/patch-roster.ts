import { countRoster } from '@hadir/contract/roster-counts.ts';
import type { Roster, RosterItem } from '@hadir/contract/sessions.ts';

/** The roster with some students as the server has just described them. */
export function patchRoster(roster: Roster, changed: readonly RosterItem[]): Roster {
  const byId = new Map(changed.map((item) => [item.student.id, item]));
  const items = roster.items.map((old) => byId.get(old.student.id) ?? old);
  return { ...roster, items, counts: countRoster(items) };
}

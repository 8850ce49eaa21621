import type { Roster, RosterItem } from '@hadir/contract/sessions.ts';

export const rosterFilters = ['all', 'pending', 'present', 'late', 'away', 'missing'] as const;
export type RosterFilter = (typeof rosterFilters)[number];

/** Where a student stands; a rejected mark leaves the student missing. `away` is excused or sick. */
export function standingOf({ record }: RosterItem): Exclude<RosterFilter, 'all'> {
  if (record === null || record.state === 'rejected') return 'missing';
  if (record.state === 'pending') return 'pending';
  return record.status === 'excused' || record.status === 'sick' ? 'away' : record.status;
}

/** How many stand where; together they are all. */
export function totalsOf({ items, counts }: Pick<Roster, 'items' | 'counts'>): Record<RosterFilter, number> {
  const { present, late, excused, sick, pending, missing } = counts;
  return { all: items.length, pending, present: present - late, late, away: excused + sick, missing };
}

/** Students whose name holds every word of the search, in the order of the roster. */
export function filterRoster(items: readonly RosterItem[], filter: RosterFilter, search: string): RosterItem[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  return items.filter((item) => {
    const name = plain(item.student.name);
    return (filter === 'all' || standingOf(item) === filter) && words.every((word) => name.includes(word));
  });
}

/** Lower case without accents, so that "Amélie" is found by "ame". */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

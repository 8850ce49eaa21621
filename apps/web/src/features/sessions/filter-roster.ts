import type { RosterItem } from '@hadir/contract/sessions.ts';

export const rosterFilters = ['all', 'pending', 'present', 'missing'] as const;
export type RosterFilter = (typeof rosterFilters)[number];

/** Where a student stands; a rejected mark leaves the student missing. */
export function standingOf(item: RosterItem): Exclude<RosterFilter, 'all'> {
  switch (item.record?.state) {
    case 'confirmed':
    case 'flagged':
      return 'present';
    case 'pending':
      return 'pending';
    default:
      return 'missing';
  }
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

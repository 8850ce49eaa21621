import type { RosterItem } from '@hadir/contract/sessions.ts';

const most = 5;

/** Whose mark counts already, the newest first; nobody learns here that a mark waits. */
export function listLatestNames(items: readonly RosterItem[]): { id: string; name: string }[] {
  return items
    .flatMap(({ student, standing, record }) =>
      record && (standing === 'present' || standing === 'late') ? [{ ...student, at: record.marked_at }] : [],
    )
    .toSorted((a, b) => b.at.localeCompare(a.at))
    .slice(0, most)
    .map(({ id, name }) => ({ id, name }));
}

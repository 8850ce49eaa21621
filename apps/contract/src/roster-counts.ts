import type { Roster, RosterItem } from './sessions.ts';

/** `present` are all who are there, the late ones among them; `missing` all of whom there is no mark that counts. */
export function countRoster(items: readonly Pick<RosterItem, 'record'>[]): Roster['counts'] {
  const counts = { present: 0, late: 0, excused: 0, sick: 0, pending: 0, missing: 0 };
  for (const { record } of items) {
    if (record === null || record.state === 'rejected') counts.missing += 1;
    else if (record.state === 'pending') counts.pending += 1;
    else if (record.status === 'excused' || record.status === 'sick') counts[record.status] += 1;
    else counts.present += 1;
    if (record?.status === 'late' && (record.state === 'confirmed' || record.state === 'flagged')) counts.late += 1;
  }
  return counts;
}

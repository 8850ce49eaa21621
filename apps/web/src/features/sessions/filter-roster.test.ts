import { countRoster } from '@hadir/contract/roster-counts.ts';
import type { RosterItem } from '@hadir/contract/sessions.ts';
import { expect, test } from 'vitest';
import { filterRoster, rosterFilters, standingOf, totalsOf } from './filter-roster.ts';

type Record = NonNullable<RosterItem['record']>;

function student(name: string, state: Record['state'] | null, status: Record['status'] = 'present'): RosterItem {
  return {
    student: { id: name, name, face: 'confirmed', is_face_off: false },
    standing: state === 'pending' ? 'pending' : state ? status : 'missing',
    record: state && {
      id: name,
      status,
      state,
      method: 'face',
      marked_at: '2026-11-20T07:00:00.000Z',
      captured_at: null,
      review_reasons: [],
      decided_by: null,
      template_id: null,
    },
    last_refusal: null,
    waiting_key: null,
  };
}

const roster = [
  student('Amélie Ngata', 'confirmed'),
  student('Budi Santoso', 'pending'),
  student('Chausiku Budi', null),
  student('Dewi Ayu', 'rejected'),
  student('Eko Putra', 'flagged'),
];

test('a rejected mark counts as missing and a flagged one as present', () => {
  expect(roster.map(standingOf)).toEqual(['present', 'pending', 'missing', 'missing', 'present']);
});

test('the totals are those of the filters, and together all', () => {
  const items = [...roster, student('Fatima', 'confirmed', 'late'), student('Gita', 'confirmed', 'sick')];
  const totals = totalsOf({ items, counts: countRoster(items) });
  expect(totals).toEqual({ all: 7, pending: 1, present: 2, late: 1, away: 1, missing: 2 });
  for (const filter of rosterFilters) expect(filterRoster(items, filter, '')).toHaveLength(totals[filter]);
});

test('the search finds words anywhere in the name, whatever case or accent', () => {
  const names = (search: string) => filterRoster(roster, 'all', search).map((item) => item.student.name);
  expect(names('ame NGA')).toEqual(['Amélie Ngata']);
  expect(names('budi')).toEqual(['Budi Santoso', 'Chausiku Budi']);
  expect(names('  ')).toHaveLength(5);
  expect(names('nobody')).toEqual([]);
});

test('filter and search apply together', () => {
  expect(filterRoster(roster, 'missing', 'budi').map((item) => item.student.name)).toEqual(['Chausiku Budi']);
});

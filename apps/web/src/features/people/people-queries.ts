import { listInvitations, listPeople, type Person } from '@hadir/contract/people.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { callOrThrow } from '#lib/api.ts';
import type { PeopleFilters } from './people-filters.ts';

export const peopleKeys = { all: ['people'], invitations: ['invitations'] } as const;

type PeopleQuery = z.input<typeof listPeople.query>;

const firstPage: string | null = null;

/** People page by page, as far as the caller may see them. */
export function peopleQuery(filters: PeopleFilters) {
  return infiniteQueryOptions({
    queryKey: [...peopleKeys.all, filters],
    queryFn: ({ signal, pageParam }) =>
      callOrThrow(listPeople, { query: { ...filters, ...(pageParam !== null && { cursor: pageParam }) }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** The newest invitations of the school, used ones too. */
export const invitationsQuery = queryOptions({
  queryKey: peopleKeys.invitations,
  queryFn: ({ signal }) => callOrThrow(listInvitations, { signal }),
});

/** All teachers of the school, for choosing one. */
export const teachersQuery = queryOptions({
  queryKey: [...peopleKeys.all, 'teachers'],
  queryFn: async ({ signal }) => {
    const teachers: Person[] = [];
    let cursor: string | null = null;
    do {
      const query: PeopleQuery = { role: 'teacher', ...(cursor !== null && { cursor }) };
      const page = await callOrThrow(listPeople, { query, signal });
      teachers.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor !== null);
    return teachers;
  },
});

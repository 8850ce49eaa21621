import { type FaceState, listInvitations, listPeople } from '@hadir/contract/people.ts';
import type { Role } from '@hadir/contract/sign-in.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { callOrThrow } from '#lib/api.ts';

export const peopleKeys = { all: ['people'], invitations: ['invitations'] } as const;

export type PeopleFilters = {
  readonly role?: Role | undefined;
  readonly face?: z.infer<typeof FaceState> | undefined;
  readonly search?: string | undefined;
};

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

export const invitationsQuery = queryOptions({
  queryKey: peopleKeys.invitations,
  queryFn: ({ signal }) => callOrThrow(listInvitations, { signal }),
});

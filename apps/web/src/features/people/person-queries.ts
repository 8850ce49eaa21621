import { getPolicies, listConsents } from '@hadir/contract/consent.ts';
import { listStudentDeviceKeys } from '@hadir/contract/device-keys.ts';
import { listRefusedTries } from '@hadir/contract/enrolment.ts';
import { listGuardians } from '@hadir/contract/guardians.ts';
import { getPerson } from '@hadir/contract/students.ts';
import { type QueryKey, queryOptions } from '@tanstack/react-query';
import { classesQuery } from '#features/structure/structure-queries.ts';
import { callOrThrow } from '#lib/api.ts';
import { peopleKeys } from './people-queries.ts';

/** One person as staff look after them. */
export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['person', id],
    queryFn: ({ signal }) => callOrThrow(getPerson, { params: { id }, signal }),
  });

/** What to fetch anew once a person was changed. */
export const changedPerson = (id: string): QueryKey[] => [
  personQuery(id).queryKey,
  ['consents', id],
  peopleKeys.all,
  classesQuery.queryKey,
];

/** Who answers for a student at home. */
export const guardiansQuery = (id: string) =>
  queryOptions({
    queryKey: ['guardians', id],
    queryFn: ({ signal }) => callOrThrow(listGuardians, { params: { id }, signal }),
  });

/** Who agreed for a student. */
export const consentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['consents', id],
    queryFn: ({ signal }) => callOrThrow(listConsents, { params: { id }, signal }),
  });

/** Phones of a student. */
export const phonesQuery = (id: string) =>
  queryOptions({
    queryKey: ['student-phones', id],
    queryFn: ({ signal }) => callOrThrow(listStudentDeviceKeys, { params: { id }, signal }),
  });

/** Faces of a student that were refused outside of marks. */
export const refusedTriesQuery = (id: string) =>
  queryOptions({
    queryKey: ['refused-tries', id],
    queryFn: ({ signal }) => callOrThrow(listRefusedTries, { params: { id }, signal }),
  });

/** What the school tells everybody. */
export const policiesQuery = queryOptions({
  queryKey: ['policies'],
  queryFn: ({ signal }) => callOrThrow(getPolicies, { signal }),
});

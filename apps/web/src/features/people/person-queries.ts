import { getPolicies, listConsents } from '@hadir/contract/consent.ts';
import { listStudentDeviceKeys } from '@hadir/contract/device-keys.ts';
import { listRefusedTries } from '@hadir/contract/enrolment.ts';
import { queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';

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

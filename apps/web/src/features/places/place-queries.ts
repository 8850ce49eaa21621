import { listPlaces } from '@hadir/contract/places.ts';
import { queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';

/** All places of the school. */
export const placesQuery = queryOptions({
  queryKey: ['places'],
  queryFn: ({ signal }) => callOrThrow(listPlaces, { signal }),
});

import { listClasses } from '@hadir/contract/structure.ts';
import { queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';

/** All classes of the school with their streams, archived ones too. */
export const classesQuery = queryOptions({
  queryKey: ['classes'],
  queryFn: ({ signal }) => callOrThrow(listClasses, { signal }),
});

import { getPhoto } from '@hadir/contract/photos.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '#lib/api.ts';
import { CallFailed, isRefused } from '#lib/failure.ts';

/** The school's photo of a person, null where there is none. Every fetch is audited, so it is fetched once a visit. */
export function photoQuery(personId: string) {
  return queryOptions({
    queryKey: ['photo', personId],
    queryFn: async ({ signal }) => {
      const answer = await call(getPhoto, { params: { id: personId }, signal });
      if (answer.kind === 'ok') return answer.value;
      if (isRefused(answer, 'not_found')) return null;
      throw new CallFailed(answer);
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

import { getFaceTemplate } from '@hadir/contract/enrolment.ts';
import { queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';

/** Own enrolment with the consent text in force. A teacher confirms it while the student looks at the screen. */
export const faceTemplateQuery = queryOptions({
  queryKey: ['face-template'],
  queryFn: ({ signal }) => callOrThrow(getFaceTemplate, { signal }),
  refetchInterval: ({ state }) => (state.data?.state === 'provisional' ? 10_000 : false),
});

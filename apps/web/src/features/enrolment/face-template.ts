import { getFaceTemplate } from '@hadir/contract/enrolment.ts';
import { queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';

/** Own enrolment with the consent text in force. */
export const faceTemplateQuery = queryOptions({
  queryKey: ['face-template'],
  queryFn: ({ signal }) => callOrThrow(getFaceTemplate, { signal }),
});

import { getFaceTemplate } from '@hadir/contract/enrolment.ts';
import { queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';

/** Own enrolment with the consent text in force. Teachers confirm and guardians agree while the student looks at the screen. */
export const faceTemplateQuery = queryOptions({
  queryKey: ['face-template'],
  queryFn: ({ signal }) => callOrThrow(getFaceTemplate, { signal }),
  refetchInterval: ({ state: { data } }) => {
    const waitsForGuardian = data?.consent.policy === 'guardian' && data.guardian_consent_at === null;
    return data?.state === 'provisional' || waitsForGuardian ? 10_000 : false;
  },
});

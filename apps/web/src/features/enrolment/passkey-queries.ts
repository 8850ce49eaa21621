import { listPasskeys } from '@hadir/contract/passkeys.ts';
import { queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';

/** Own passkeys. */
export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: ({ signal }) => callOrThrow(listPasskeys, { signal }),
});

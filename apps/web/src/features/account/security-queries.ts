import { getSecondFactor, listSignIns } from '@hadir/contract/account-security.ts';
import { queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: ({ signal }) => callOrThrow(getSecondFactor, { signal }),
});

export const signInsQuery = queryOptions({
  queryKey: ['sign-ins'],
  queryFn: ({ signal }) => callOrThrow(listSignIns, { signal }),
});

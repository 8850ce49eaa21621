import type { Endpoint } from '@hadir/contract/endpoint.ts';
import type { Me } from '@hadir/contract/sign-in.ts';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import { type CallInput, callOrThrow } from '#lib/api.ts';
import { type Failure, toFailure } from '#lib/failure.ts';
import { becomeSignedIn } from './me.ts';

type Entry = Endpoint & { readonly reply: typeof Me };

/** Sends one of the forms that end signed in, and goes where the person wanted to go. */
export function useEntry<E extends Entry>(endpoint: E) {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (input: CallInput<E>) => callOrThrow(endpoint, input),
    onSuccess: (me) => {
      becomeSignedIn(me as Me);
      void navigate(getNext(search.get('next')), { replace: true });
    },
  });
  const failure: Failure | null = error ? toFailure(error) : null;
  return { enter: mutate, isBusy: isPending, failure };
}

/** Only places inside the app: `//elsewhere` and full addresses are not. */
export function getNext(wanted: string | null): string {
  return wanted && /^\/(?![/\\])/.test(wanted) ? wanted : '/';
}

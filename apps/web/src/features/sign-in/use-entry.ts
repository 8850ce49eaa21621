import type { Endpoint } from '@hadir/contract/endpoint.ts';
import type { Me, SecondStep, signIn } from '@hadir/contract/sign-in.ts';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import { type CallInput, callOrThrow, forgetCsrfToken } from '#lib/api.ts';
import { clearBrowser, isSomebodyElse } from '#lib/clear-browser.ts';
import { type Failure, toFailure } from '#lib/failure.ts';
import { endSignIn, isLeaving } from './leaving.ts';
import { becomeSignedIn } from './me.ts';
import { tellTabs } from './tell-tabs.ts';

type Entry = Endpoint & { readonly reply: typeof Me | typeof signIn.reply };
type NextStep = SecondStep['second_step'];

/**
 * Sends one of the forms that end signed in, and goes where the person wanted to go.
 * @param onSecondStep the password was right and something else is wanted too
 */
export function useEntry<E extends Entry>(endpoint: E, onSecondStep?: (step: NextStep) => void) {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (input: CallInput<E>) => {
      // Whoever was here before has left: their sign-in ends before the next one takes its place.
      if (isLeaving()) await endSignIn();
      return await callOrThrow(endpoint, input);
    },
    onSuccess: async (reply) => {
      // Proven by the contract: what is no second step is the account.
      const answer = reply as Me | SecondStep;
      if ('second_step' in answer) {
        // The browser has another web session.
        forgetCsrfToken();
        onSecondStep?.(answer.second_step);
        return;
      }
      const me = answer;
      const next = getNext(search.get('next'));
      tellTabs(me.id);
      if (isSomebodyElse(me.id)) {
        // Their time ran out, and nobody has signed them out. A scan made just now is the new person's.
        await clearBrowser(['hadir.person', 'hadir-room-receipt']);
        window.location.replace(next);
        return;
      }
      becomeSignedIn(me);
      void navigate(next, { replace: true });
    },
  });
  const failure: Failure | null = error ? toFailure(error) : null;
  return { enter: mutate, isBusy: isPending, failure };
}

/** Only places inside the app: `//elsewhere` and full addresses are not. */
export function getNext(wanted: string | null): string {
  return wanted && /^\/(?![/\\])/.test(wanted) ? wanted : '/';
}

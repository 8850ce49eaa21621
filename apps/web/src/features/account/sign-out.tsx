import type { Me } from '@hadir/contract/sign-in.ts';
import { useMutation } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { toFailure } from '#lib/failure.ts';
import { Button } from '#ui/button.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { leaveAccount } from './leave-account.ts';
import { useTexts } from './texts.ts';

/** Ends the sign-in on this browser, with network or without. */
export function SignOut({ me }: { me: Me }) {
  const t = useTexts();
  const { mutate, isPending, error } = useMutation({ mutationFn: () => leaveAccount() });
  return (
    <div className="mt-5 space-y-3 border-t border-line pt-5">
      {error && <FailureNotice failure={toFailure(error)} />}
      {me.role === 'student' && <p className="text-sm text-ink-soft">{t('account.sign_out_text')}</p>}
      <Button look="secondary" icon={<LogOut className="size-5" />} isBusy={isPending} onClick={() => mutate()}>
        {t('account.sign_out')}
      </Button>
    </div>
  );
}

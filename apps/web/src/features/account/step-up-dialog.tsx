import { offerStepUp, stepUp } from '@hadir/contract/account-security.ts';
import { may } from '@hadir/contract/permissions.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { answerPasskey, canUsePasskeys, PasskeyDeclined } from '#features/sign-in/browser-passkey.ts';
import { meQuery } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { toFailure } from '#lib/failure.ts';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { PasswordForm } from './password-form.tsx';
import { secondFactorQuery } from './security-queries.ts';
import { useTexts } from './security-texts.ts';

/** Whoever finds a computer open must not go on with it: the password, or a passkey, again. */
export function StepUpDialog({ onAnswer }: { onAnswer: (isGiven: boolean) => void }) {
  const t = useTexts();
  const { data: me } = useQuery(meQuery);
  const isStaff = me ? may(me.role, 'second_factor:write') : false;
  const { data: factor } = useQuery({ ...secondFactorQuery, enabled: isStaff });
  const give = useMutation({
    mutationFn: (body: Parameters<typeof callOrThrow<typeof stepUp>>[1]) => callOrThrow(stepUp, body),
    onSuccess: () => onAnswer(true),
  });
  const passkey = useMutation({
    mutationFn: async () => answerPasskey((await callOrThrow(offerStepUp, {})).options),
    onSuccess: (credential) => give.mutate({ body: { credential } }),
  });
  const isDeclined = passkey.error instanceof PasskeyDeclined;
  return (
    <Dialog isOpen onClose={() => onAnswer(false)} title={t('step_up.title')} description={t('step_up.text')}>
      {factor !== undefined && factor.passkeys > 0 && canUsePasskeys() && (
        <div className="mb-4 space-y-3">
          {isDeclined && (
            <Notice tone="bad" isLive>
              {t('step_up.declined')}
            </Notice>
          )}
          {passkey.error && !isDeclined && <FailureNotice failure={toFailure(passkey.error)} />}
          <Button
            look="secondary"
            size="large"
            icon={<KeyRound className="size-5" />}
            isBusy={passkey.isPending}
            onClick={() => passkey.mutate()}
          >
            {t('step_up.passkey')}
          </Button>
        </div>
      )}
      <PasswordForm
        submitLabel={t('go_on')}
        isBusy={give.isPending}
        failure={give.error ? toFailure(give.error) : null}
        onSubmit={(password) => give.mutate({ body: { password } })}
        onCancel={() => onAnswer(false)}
      />
    </Dialog>
  );
}

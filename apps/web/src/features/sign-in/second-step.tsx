import { offerSecondStep, secondStep } from '@hadir/contract/account-security.ts';
import type { SecondStep as Asked } from '@hadir/contract/sign-in.ts';
import { useMutation } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { callOrThrow } from '#lib/api.ts';
import { isRefused, toFailure } from '#lib/failure.ts';
import { Button } from '#ui/button.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { Notice } from '#ui/notice.tsx';
import { answerPasskey, canUsePasskeys, PasskeyDeclined } from './browser-passkey.ts';
import { useTexts } from './recovery-texts.ts';
import { useEntry } from './use-entry.ts';

/** After the password: a code of the app, a recovery code, or a passkey. */
export function SecondStep({ step, onBack }: { step: Asked['second_step']; onBack: () => void }) {
  const t = useTexts();
  const [code, setCode] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const { enter, isBusy, failure } = useEntry(secondStep);
  const passkey = useMutation({
    mutationFn: async () => answerPasskey((await callOrThrow(offerSecondStep, {})).options),
    onSuccess: (credential) => enter({ body: { credential } }),
  });
  const isDeclined = passkey.error instanceof PasskeyDeclined;
  const asked = passkey.error && !isDeclined ? toFailure(passkey.error) : null;
  const shown = failure ?? asked;
  const isOver = isRefused(shown, 'sign_in_failed');
  const takesCode = step.methods.some((method) => method !== 'passkey');
  const isEmpty = code.trim().length < 6;
  return (
    <Form
      failure={isOver ? null : shown}
      onSubmit={(event) => {
        event.preventDefault();
        setIsChecked(true);
        if (!isEmpty && !isBusy) enter({ body: { code } });
      }}
    >
      {isOver && (
        <Notice tone="warn" isLive>
          {t('step.over')}
        </Notice>
      )}
      {isDeclined && (
        <Notice tone="bad" isLive>
          {t('step.declined')}
        </Notice>
      )}
      {step.methods.includes('passkey') && canUsePasskeys() && (
        <Button
          size="large"
          look={takesCode ? 'secondary' : 'primary'}
          icon={<KeyRound className="size-5" />}
          isBusy={passkey.isPending}
          onClick={() => passkey.mutate()}
        >
          {t('step.passkey')}
        </Button>
      )}
      {takesCode && (
        <>
          <TextField
            label={t(step.methods.includes('totp') ? 'step.code' : 'step.recovery_code')}
            hint={t(step.methods.includes('totp') ? 'step.code_hint' : 'step.recovery_hint')}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
            error={isChecked && isEmpty ? t('step.need_code') : undefined}
          />
          <Button type="submit" size="large" isBusy={isBusy}>
            {t('step.submit')}
          </Button>
        </>
      )}
      <Button look="quiet" onClick={onBack}>
        {t('step.back')}
      </Button>
    </Form>
  );
}

import { type Passkey, renamePasskey } from '@hadir/contract/passkeys.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { describePhone } from '#features/enrolment/describe-phone.ts';
import { makePasskey } from '#features/enrolment/passkey-ceremony.ts';
import { passkeysQuery } from '#features/enrolment/passkey-queries.ts';
import { PasskeyDeclined } from '#features/sign-in/browser-passkey.ts';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { describeFailure, isRefused, toFailure } from '#lib/failure.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { Notice } from '#ui/notice.tsx';
import { PasswordField } from '#ui/password-field.tsx';
import { showToast } from '#ui/toast.tsx';
import { useTexts } from './texts.ts';

const isName = (label: string) => renamePasskey.body.safeParse({ label }).success;

/** The password again and a name; the rest the browser asks. */
export function NewPasskeyDialog({ onClose, onAdded }: { onClose: () => void; onAdded?: () => void }) {
  const t = useTexts();
  const me = useMe();
  const queries = useQueryClient();
  const [label, setLabel] = useState(() => describePhone(navigator.userAgent));
  const [password, setPassword] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => makePasskey(me, password, label),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: passkeysQuery.queryKey });
      // What staff may do hangs on it.
      await queries.invalidateQueries({ queryKey: ['second-factor'] });
      showToast(t('passkeys.added'));
      onClose();
      onAdded?.();
    },
  });
  const isDeclined = error instanceof PasskeyDeclined;
  const failure = error && !isDeclined ? toFailure(error) : null;
  const isWrong = isRefused(failure, 'password_wrong');
  return (
    <Dialog isOpen onClose={onClose} title={t('passkeys.add')} description={t('passkeys.add_text')}>
      <Form
        failure={isWrong ? null : failure}
        onSubmit={(event) => {
          event.preventDefault();
          setIsChecked(true);
          if (password !== '' && isName(label) && !isPending) mutate();
        }}
      >
        {isDeclined && (
          <Notice tone="bad" isLive>
            {t('passkeys.declined')}
          </Notice>
        )}
        <TextField
          label={t('passkeys.name')}
          value={label}
          maxLength={60}
          error={isChecked && !isName(label) ? t('passkeys.need_name') : undefined}
          onChange={(event) => setLabel(event.target.value)}
        />
        <PasswordField
          name="password"
          label={t('passkeys.password')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={
            isChecked && password === ''
              ? t('passkeys.need_password')
              : isWrong && failure
                ? describeFailure(failure)
                : undefined
          }
        />
        <FormButtons submitLabel={t('passkeys.go_on')} isBusy={isPending} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}

export function RenamePasskeyDialog({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const t = useTexts();
  const [label, setLabel] = useState(passkey.label);
  const [isChecked, setIsChecked] = useState(false);
  const rename = useCommand(() => callOrThrow(renamePasskey, { params: { id: passkey.id }, body: { label } }), {
    refresh: [passkeysQuery.queryKey],
    onDone: onClose,
  });
  return (
    <Dialog isOpen onClose={onClose} title={t('passkeys.rename_title')}>
      <Form
        failure={rename.failure}
        onSubmit={(event) => {
          event.preventDefault();
          setIsChecked(true);
          if (isName(label) && !rename.isBusy) rename.run(undefined);
        }}
      >
        <TextField
          label={t('passkeys.name')}
          value={label}
          maxLength={60}
          error={isChecked && !isName(label) ? t('passkeys.need_name') : undefined}
          onChange={(event) => setLabel(event.target.value)}
        />
        <FormButtons submitLabel={t('passkeys.rename')} isBusy={rename.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}

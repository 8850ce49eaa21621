import { beginTotp, confirmTotp } from '@hadir/contract/account-security.ts';
import { useState } from 'react';
import { callOrThrow, type Reply } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { CopyField } from '#ui/copy-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { QrCode } from '#ui/qr-code.tsx';
import { PasswordForm } from './password-form.tsx';
import { RecoveryCodeList } from './recovery-code-list.tsx';
import { secondFactorQuery, signInsQuery } from './security-queries.ts';
import { useTexts } from './security-texts.ts';

type Secret = Reply<typeof beginTotp>;

/** The password, a picture for the app, its first code, and the codes to keep. */
export function TotpDialog({ onClose, onAdded }: { onClose: () => void; onAdded?: () => void }) {
  const t = useTexts();
  const [secret, setSecret] = useState<Secret | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const begin = useCommand((password: string) => callOrThrow(beginTotp, { body: { password } }), {
    onDone: setSecret,
  });
  const end = () => {
    onClose();
    onAdded?.();
  };
  return (
    <Dialog
      isOpen
      onClose={codes ? end : onClose}
      title={t(codes ? 'codes.title' : 'factor.add')}
      description={codes ? undefined : t(secret ? 'factor.scan' : 'factor.add_text')}
    >
      {codes ? (
        <RecoveryCodeList codes={codes} onKept={end} />
      ) : secret ? (
        <FirstCode secret={secret} onCodes={setCodes} onCancel={onClose} />
      ) : (
        <PasswordForm
          submitLabel={t('go_on')}
          isBusy={begin.isBusy}
          failure={begin.failure}
          onSubmit={begin.run}
          onCancel={onClose}
        />
      )}
    </Dialog>
  );
}

function FirstCode({
  secret,
  onCodes,
  onCancel,
}: {
  secret: Secret;
  onCodes: (codes: string[]) => void;
  onCancel: () => void;
}) {
  const t = useTexts();
  const [code, setCode] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const isCode = /^\s*(\d\s*){6}$/.test(code);
  const confirm = useCommand(() => callOrThrow(confirmTotp, { body: { code } }), {
    refresh: [secondFactorQuery.queryKey, signInsQuery.queryKey],
    onDone: ({ recovery_codes }) => onCodes(recovery_codes),
  });
  return (
    <Form
      failure={confirm.failure}
      onSubmit={(event) => {
        event.preventDefault();
        setIsChecked(true);
        if (isCode && !confirm.isBusy) confirm.run(undefined);
      }}
    >
      <QrCode value={secret.uri} label={t('factor.qr')} className="mx-auto w-52 rounded-xl" />
      <CopyField label={t('factor.secret')} value={secret.secret} />
      <TextField
        label={t('factor.first_code')}
        value={code}
        inputMode="numeric"
        autoComplete="one-time-code"
        onChange={(event) => setCode(event.target.value)}
        error={isChecked && !isCode ? t('factor.need_code') : undefined}
      />
      <FormButtons submitLabel={t('factor.confirm')} isBusy={confirm.isBusy} onCancel={onCancel} />
    </Form>
  );
}

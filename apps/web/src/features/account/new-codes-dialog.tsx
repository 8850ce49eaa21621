import { renewRecoveryCodes } from '@hadir/contract/account-security.ts';
import { useState } from 'react';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { PasswordForm } from './password-form.tsx';
import { RecoveryCodeList } from './recovery-code-list.tsx';
import { secondFactorQuery } from './security-queries.ts';
import { useTexts } from './security-texts.ts';

export function NewCodesDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const [codes, setCodes] = useState<string[] | null>(null);
  const renew = useCommand((password: string) => callOrThrow(renewRecoveryCodes, { body: { password } }), {
    refresh: [secondFactorQuery.queryKey],
    onDone: ({ recovery_codes }) => setCodes(recovery_codes),
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('factor.new_codes')}
      description={codes ? undefined : t('codes.renew_text')}
    >
      {codes ? (
        <RecoveryCodeList codes={codes} onKept={onClose} />
      ) : (
        <PasswordForm
          submitLabel={t('codes.renew')}
          isBusy={renew.isBusy}
          failure={renew.failure}
          onSubmit={renew.run}
          onCancel={onClose}
        />
      )}
    </Dialog>
  );
}

import { removeTotp } from '@hadir/contract/account-security.ts';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { showToast } from '#ui/toast.tsx';
import { PasswordForm } from './password-form.tsx';
import { secondFactorQuery } from './security-queries.ts';
import { useTexts } from './security-texts.ts';

export function RemoveTotpDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const remove = useCommand((password: string) => callOrThrow(removeTotp, { body: { password } }), {
    refresh: [secondFactorQuery.queryKey],
    onDone: () => {
      showToast(t('factor.removed'));
      onClose();
    },
  });
  return (
    <Dialog isOpen onClose={onClose} title={t('factor.remove_title')} description={t('factor.remove_text')}>
      <PasswordForm
        submitLabel={t('factor.remove')}
        look="danger"
        isBusy={remove.isBusy}
        failure={remove.failure}
        onSubmit={remove.run}
        onCancel={onClose}
      />
    </Dialog>
  );
}

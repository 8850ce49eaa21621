import { type ClassSession, closeClassSession } from '@hadir/contract/sessions.ts';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { showToast } from '#ui/toast.tsx';
import { sessionKeys } from './session-queries.ts';
import { useTexts } from './texts.ts';

export function CloseSessionDialog({ session, onClose }: { session: ClassSession; onClose: () => void }) {
  const t = useTexts();
  const { id, title } = session;
  const close = useCommand((sessionId: string) => callOrThrow(closeClassSession, { params: { id: sessionId } }), {
    refresh: [sessionKeys.all],
    onDone: () => {
      showToast(t('closed', { title }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t('closeQuestion', { title })}
      description={t('closeExplained')}
      confirmLabel={t('close')}
      look="danger"
      isBusy={close.isBusy}
      failure={close.failure}
      onConfirm={() => close.run(id)}
      onClose={onClose}
    />
  );
}

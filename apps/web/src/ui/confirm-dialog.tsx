import type { ReactNode } from 'react';
import type { Failure } from '#lib/failure.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { FailureNotice } from './states.tsx';
import { useTexts } from './texts.ts';

/** Asks before something that others notice. Stays open, and says why, when it does not work. */
export function ConfirmDialog({
  title,
  description,
  confirmLabel,
  look = 'primary',
  isBusy,
  failure,
  onConfirm,
  onClose,
}: {
  title: string;
  description: ReactNode;
  confirmLabel: string;
  look?: 'primary' | 'danger';
  isBusy: boolean;
  failure: Failure | null;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const t = useTexts();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      description={description}
      footer={
        <>
          <Button look="secondary" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button look={look} isBusy={isBusy} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {failure && <FailureNotice failure={failure} />}
    </Dialog>
  );
}

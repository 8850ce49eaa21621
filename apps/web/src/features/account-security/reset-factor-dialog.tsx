import { resetSecondFactor } from '@hadir/contract/account-security.ts';
import { useState } from 'react';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { useTexts } from './texts.ts';

const isReason = (reason: string) => resetSecondFactor.body.safeParse({ reason }).success;

/** For a colleague who has lost phone and recovery codes. */
export function ResetFactorDialog({ person, onClose }: { person: { id: string; name: string }; onClose: () => void }) {
  const t = useTexts();
  const [reason, setReason] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const reset = useCommand(() => callOrThrow(resetSecondFactor, { params: { id: person.id }, body: { reason } }), {
    onDone: () => {
      showToast(t('factor.done'));
      onClose();
    },
  });
  return (
    <Dialog isOpen onClose={onClose} title={t('factor.title', { name: person.name })} description={t('factor.text')}>
      <Form
        failure={reset.failure}
        onSubmit={(event) => {
          event.preventDefault();
          setIsChecked(true);
          if (isReason(reason) && !reset.isBusy) reset.run(undefined);
        }}
      >
        <TextField
          label={t('factor.reason')}
          value={reason}
          maxLength={500}
          error={isChecked && !isReason(reason) ? t('factor.need_reason') : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        <FormButtons submitLabel={t('factor.reset')} look="danger" isBusy={reset.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}

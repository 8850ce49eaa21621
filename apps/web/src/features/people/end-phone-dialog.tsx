import { revokeStudentDeviceKey, type StudentDeviceKey } from '@hadir/contract/device-keys.ts';
import { useState } from 'react';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { phonesQuery } from './person-queries.ts';
import { useTexts } from './person-texts.ts';

/** Ends a student's phone, with a reason. */
export function EndPhoneDialog({
  studentId,
  phone,
  onClose,
}: {
  studentId: string;
  phone: StudentDeviceKey;
  onClose: () => void;
}) {
  const t = useTexts();
  const [reason, setReason] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const isReason = revokeStudentDeviceKey.body.safeParse({ reason }).success;
  const end = useCommand(() => callOrThrow(revokeStudentDeviceKey, { params: { id: phone.id }, body: { reason } }), {
    refresh: [phonesQuery(studentId).queryKey],
    onDone: () => {
      showToast(t('phones.endedToast'));
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('phones.endTitle', { label: phone.label })}
      description={t('phones.endText')}
    >
      <Form
        failure={end.failure}
        onSubmit={(event) => {
          event.preventDefault();
          setIsChecked(true);
          if (isReason && !end.isBusy) end.run(undefined);
        }}
      >
        <TextField
          label={t('consent.reason')}
          maxLength={500}
          value={reason}
          error={isChecked && !isReason ? t('consent.needReason') : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        <FormButtons submitLabel={t('phones.end')} look="danger" isBusy={end.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}

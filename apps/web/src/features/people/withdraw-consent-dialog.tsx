import { withdrawConsent } from '@hadir/contract/consent.ts';
import { useState } from 'react';
import { callOrThrow } from '#lib/api.ts';
import { isRefused } from '#lib/failure.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { Notice } from '#ui/notice.tsx';
import { showToast } from '#ui/toast.tsx';
import { peopleKeys } from './people-queries.ts';
import { consentsQuery } from './person-queries.ts';
import { useTexts } from './person-texts.ts';

const { guardian_name, reason: reasonRule } = withdrawConsent.body.shape;

/** Ends a student's consent on the guardian's word; the face goes with it. */
export function WithdrawConsentDialog({
  student,
  onClose,
}: {
  student: { id: string; name: string };
  onClose: () => void;
}) {
  const t = useTexts();
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const isName = guardian_name.safeParse(name).success;
  const isReason = reasonRule.safeParse(reason).success;
  const withdraw = useCommand(
    () => callOrThrow(withdrawConsent, { params: { id: student.id }, body: { guardian_name: name, reason } }),
    {
      refresh: [consentsQuery(student.id).queryKey, peopleKeys.all],
      onDone: () => {
        showToast(t('consent.withdrawnToast', { name: student.name }));
        onClose();
      },
    },
  );
  const isForAdmin = isRefused(withdraw.failure, 'not_possible_now');
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('consent.withdrawTitle', { name: student.name })}
      description={t('consent.withdrawText')}
    >
      <Form
        failure={isForAdmin ? null : withdraw.failure}
        onSubmit={(event) => {
          event.preventDefault();
          setIsChecked(true);
          if (isName && isReason && !withdraw.isBusy) withdraw.run(undefined);
        }}
      >
        <TextField
          label={t('consent.guardianName')}
          autoComplete="off"
          maxLength={100}
          value={name}
          error={isChecked && !isName ? t('consent.needName') : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={t('consent.reason')}
          maxLength={500}
          value={reason}
          error={isChecked && !isReason ? t('consent.needReason') : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        {isForAdmin && (
          <Notice tone="warn" isLive>
            {t('consent.forAdmin', { name: student.name })}
          </Notice>
        )}
        <FormButtons
          submitLabel={t('consent.withdrawSubmit')}
          look="danger"
          isBusy={withdraw.isBusy}
          onCancel={onClose}
        />
      </Form>
    </Dialog>
  );
}

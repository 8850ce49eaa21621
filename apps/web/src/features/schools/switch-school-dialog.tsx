import { reopenSchool, type SchoolEntry, stopSchool } from '@hadir/contract/schools.ts';
import { useState } from 'react';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { schoolsKey } from './schools-queries.ts';
import { useTexts } from './texts.ts';

/** Stops a school, or lets its people in again; either with a reason that its own audit log shows. */
export function SwitchSchoolDialog({ school, onClose }: { school: SchoolEntry; onClose: () => void }) {
  const t = useTexts();
  const { id, name } = school;
  const isStopped = school.stopped_at !== null;
  const [reason, setReason] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const isReason = stopSchool.body.safeParse({ reason }).success;
  const run = useCommand(
    () =>
      callOrThrow(isStopped ? reopenSchool : stopSchool, {
        params: { id },
        body: { reason },
      }),
    {
      refresh: [schoolsKey],
      onDone: () => {
        showToast(t(isStopped ? 'reopened' : 'stopped', { name }));
        onClose();
      },
    },
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(isStopped ? 'reopenQuestion' : 'stopQuestion', { name })}
      description={t(isStopped ? 'reopenExplained' : 'stopExplained')}
    >
      <Form
        failure={run.failure}
        onSubmit={(event) => {
          event.preventDefault();
          setIsChecked(true);
          if (isReason && !run.isBusy) run.run(undefined);
        }}
      >
        <TextField
          label={t('form.reason')}
          maxLength={500}
          value={reason}
          error={isChecked && !isReason ? t('form.needReason') : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        <FormButtons
          submitLabel={t(isStopped ? 'reopen' : 'stop')}
          look={isStopped ? 'primary' : 'danger'}
          isBusy={run.isBusy}
          onCancel={onClose}
        />
      </Form>
    </Dialog>
  );
}

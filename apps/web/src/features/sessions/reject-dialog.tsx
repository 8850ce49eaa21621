import type { RosterItem } from '@hadir/contract/sessions.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { Failure } from '#lib/failure.ts';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { decideMark } from './decide-mark.ts';
import { RejectForm } from './reason-form.ts';
import { useTexts } from './texts.ts';

/** Rejects a pending mark; the reason is asked for, two common ones are at hand. */
export function RejectDialog({
  sessionId,
  item,
  onDone,
  onClose,
}: {
  sessionId: string;
  item: RosterItem;
  onDone: (item: RosterItem) => void;
  onClose: () => void;
}) {
  const t = useTexts();
  const [failure, setFailure] = useState<Failure | null>(null);
  const { id, name } = item.student;
  const { register, handleSubmit, setValue, formState } = useForm({
    resolver: zodResolver(RejectForm),
    defaultValues: { reason: '' },
  });
  const submit = handleSubmit(async ({ reason }) => {
    setFailure(null);
    const outcome = await decideMark(sessionId, id, { decision: 'reject', reason });
    if (outcome.kind === 'not_done') return setFailure(outcome.failure);
    showToast(t('roster.rejectedToast', { name }));
    onDone(outcome.item);
  });

  return (
    <Dialog isOpen onClose={onClose} title={t('rejectForm.title', { name })} description={t('rejectForm.explained')}>
      <Form failure={failure} onSubmit={submit}>
        <TextField
          label={t('rejectForm.reason')}
          hint={t('byHand.reasonHint')}
          error={formState.errors.reason?.message}
          maxLength={500}
          {...register('reason')}
        />
        <div className="flex flex-wrap gap-2">
          {[t('rejectForm.notInRoom'), t('rejectForm.otherPerson')].map((reason) => (
            <Button
              key={reason}
              look="secondary"
              onClick={() => setValue('reason', reason, { shouldValidate: true, shouldDirty: true })}
            >
              {reason}
            </Button>
          ))}
        </div>
        <FormButtons
          submitLabel={t('rejectForm.submit')}
          look="danger"
          isBusy={formState.isSubmitting}
          onCancel={onClose}
        />
      </Form>
    </Dialog>
  );
}

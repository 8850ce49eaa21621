import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { Button } from '#ui/button.tsx';
import { ChoiceField } from '#ui/choice-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { RejectForm } from './reason-form.ts';
import { useTexts } from './texts.ts';
import { type MarkDialogProps, useMarkDecision } from './use-mark-decision.ts';

/** Rejects a pending mark; the reason is asked for, two common ones are at hand. */
export function RejectDialog({ onClose, ...mark }: MarkDialogProps) {
  const t = useTexts();
  const { failure, decide } = useMarkDecision({ ...mark, onClose });
  const { student } = mark.item;
  const { name } = student;
  const { register, handleSubmit, setValue, formState } = useForm<RejectForm>({
    resolver: zodResolver(RejectForm),
    defaultValues: { inRoom: 'unknown', reason: '' },
  });
  const submit = handleSubmit(({ inRoom, reason }) =>
    decide(
      { decision: 'reject', reason, ...(inRoom !== 'unknown' && { was_in_room: inRoom === 'yes' }) },
      t('roster.rejectedToast', { name }),
    ),
  );

  return (
    <Dialog isOpen onClose={onClose} title={t('rejectForm.title', { name })} description={t('rejectForm.explained')}>
      <Form failure={failure} onSubmit={submit}>
        <ChoiceField
          legend={t('rejectForm.inRoom', { name })}
          choices={[
            { value: 'no', label: t('rejectForm.no') },
            { value: 'yes', label: t('rejectForm.yes') },
            { value: 'unknown', label: t('rejectForm.cannotSay') },
          ]}
          {...register('inRoom')}
        />
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
              onClick={() => {
                setValue('reason', reason, { shouldValidate: true, shouldDirty: true });
                if (reason === t('rejectForm.notInRoom')) setValue('inRoom', 'no');
              }}
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

import { AttendanceStatus } from '@hadir/contract/sessions.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { ChoiceField } from '#ui/choice-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { ByHandForm } from './reason-form.ts';
import { useTexts } from './texts.ts';
import { type MarkDialogProps, useMarkDecision } from './use-mark-decision.ts';

/** Marks a student by hand, or corrects a mark or takes it back, with a reason. */
export function ByHandDialog({ onClose, ...mark }: MarkDialogProps) {
  const t = useTexts();
  const { failure, decide } = useMarkDecision(mark);
  const { student, record } = mark.item;
  const { name } = student;
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(ByHandForm),
    defaultValues: { status: record?.status ?? 'present', reason: '' },
  });
  const submit = handleSubmit(({ status, reason }) =>
    decide(
      { status, reason },
      t('byHand.saved', { name, status: status === 'not_present' ? t('byHand.notPresent') : t(`status.${status}`) }),
    ),
  );
  const isThere = record !== null && record.state !== 'rejected';

  return (
    <Dialog isOpen onClose={onClose} title={t('byHand.title', { name })} description={t('byHand.explained')}>
      <Form failure={failure} onSubmit={submit}>
        <ChoiceField
          legend={t('byHand.status')}
          columns={2}
          choices={[
            ...AttendanceStatus.options.map((status) => ({ value: status, label: t(`status.${status}`) })),
            ...(isThere ? [{ value: 'not_present', label: t('byHand.notPresent') }] : []),
          ]}
          {...register('status')}
        />
        <TextField
          label={t('byHand.reason')}
          hint={t('byHand.reasonHint')}
          error={formState.errors.reason?.message}
          maxLength={500}
          {...register('reason')}
        />
        <FormButtons submitLabel={t('byHand.submit')} isBusy={formState.isSubmitting} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}

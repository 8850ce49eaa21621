import { AttendanceStatus } from '@hadir/contract/sessions.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { ChoiceField } from '#ui/choice-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { keepLastReason, readLastReason } from './last-reason.ts';
import { ReasonField } from './reason-field.tsx';
import { ByHandForm } from './reason-form.ts';
import { useTexts } from './texts.ts';
import { type MarkDialogProps, useMarkDecision } from './use-mark-decision.ts';

/** Marks a student by hand, or corrects a mark or takes it back, with a reason. */
export function ByHandDialog({ onClose, ...mark }: MarkDialogProps) {
  const t = useTexts();
  const { failure, decide } = useMarkDecision({ ...mark, onClose });
  const { student, record } = mark.item;
  const { name } = student;
  const { register, handleSubmit, setValue, formState } = useForm({
    resolver: zodResolver(ByHandForm),
    defaultValues: { status: record?.status ?? 'present', reason: record ? '' : readLastReason() },
  });
  const submit = handleSubmit(async ({ status, reason }) => {
    keepLastReason(reason);
    const shown = status === 'not_present' ? t('byHand.notPresent') : t(`status.${status}`);
    await decide({ status, reason }, t('byHand.saved', { name, status: shown }));
  });
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
        <ReasonField
          error={formState.errors.reason?.message}
          input={register('reason')}
          onChoose={(chosen) => setValue('reason', chosen, { shouldValidate: true, shouldDirty: true })}
        />
        <FormButtons submitLabel={t('byHand.submit')} isBusy={formState.isSubmitting} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}

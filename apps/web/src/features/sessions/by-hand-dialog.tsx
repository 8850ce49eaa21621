import { AttendanceStatus, type RosterItem } from '@hadir/contract/sessions.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { Failure } from '#lib/failure.ts';
import { ChoiceField } from '#ui/choice-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { decideMark } from './decide-mark.ts';
import { ByHandForm } from './reason-form.ts';
import { useTexts } from './texts.ts';

/** Marks a student by hand, or corrects a mark, with status and reason. */
export function ByHandDialog({
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
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(ByHandForm),
    defaultValues: { status: item.record?.status ?? 'present', reason: '' },
  });
  const submit = handleSubmit(async ({ status, reason }) => {
    setFailure(null);
    const outcome = await decideMark(sessionId, id, { status, reason });
    if (outcome.kind === 'not_done') return setFailure(outcome.failure);
    showToast(t('byHand.saved', { name, status: t(`status.${status}`) }));
    onDone(outcome.item);
  });

  return (
    <Dialog isOpen onClose={onClose} title={t('byHand.title', { name })} description={t('byHand.explained')}>
      <Form failure={failure} onSubmit={submit}>
        <ChoiceField
          legend={t('byHand.status')}
          columns={2}
          choices={AttendanceStatus.options.map((status) => ({ value: status, label: t(`status.${status}`) }))}
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

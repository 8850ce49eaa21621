import { askForCorrection } from '@hadir/contract/corrections.ts';
import { line } from '@hadir/contract/field.ts';
import { AttendanceStatus } from '@hadir/contract/sessions.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { ChoiceField } from '#ui/choice-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { text, useTexts } from './texts.ts';

const Rules = z.object({
  wanted: AttendanceStatus,
  reason: z.string().refine((value) => line(3, 500).safeParse(value).success, { error: () => text('ask.needReason') }),
});

type Props = { session: { session_id: string; title: string; status: string }; onClose: () => void };

/** A student says that a record is wrong, and what would be right. */
export function AskDialog({ session, onClose }: Props) {
  const t = useTexts();
  const choices = AttendanceStatus.options.filter((status) => status !== session.status);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(Rules),
    defaultValues: { wanted: choices[0] ?? 'present', reason: '' },
  });
  const ask = useCommand(
    (form: z.infer<typeof Rules>) =>
      callOrThrow(askForCorrection, { body: { session_id: session.session_id, ...form } }),
    {
      refresh: [['own-records']],
      onDone: () => {
        showToast(t('ask.done'));
        onClose();
      },
    },
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('ask.title', { title: session.title })} description={t('ask.explained')}>
      <Form failure={ask.failure} onSubmit={handleSubmit((form) => ask.run(form))}>
        <ChoiceField
          legend={t('ask.wanted')}
          columns={2}
          choices={choices.map((status) => ({ value: status, label: t(`standing.${status}`) }))}
          {...register('wanted')}
        />
        <TextField
          label={t('ask.reason')}
          hint={t('ask.reasonHint')}
          error={formState.errors.reason?.message}
          maxLength={500}
          {...register('reason')}
        />
        <FormButtons submitLabel={t('ask.submit')} isBusy={ask.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}

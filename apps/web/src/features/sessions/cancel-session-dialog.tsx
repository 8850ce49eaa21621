import { type ClassSession, cancelClassSession } from '@hadir/contract/sessions.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { sessionKeys } from './session-queries.ts';
import { CancelForm } from './staff-reason-form.ts';
import { useStaffTexts } from './staff-texts.ts';

/** Cancels a class session that has not been open, with a reason that students read. */
export function CancelSessionDialog({ session, onClose }: { session: ClassSession; onClose: () => void }) {
  const t = useStaffTexts();
  const { id, title } = session;
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(CancelForm),
    defaultValues: { reason: '' },
  });
  const cancel = useCommand((reason: string) => callOrThrow(cancelClassSession, { params: { id }, body: { reason } }), {
    refresh: [sessionKeys.all, ['timetable']],
    onDone: () => {
      showToast(t('cancel.done', { title }));
      onClose();
    },
  });
  return (
    <Dialog isOpen onClose={onClose} title={t('cancel.title', { title })} description={t('cancel.explained')}>
      <Form failure={cancel.failure} onSubmit={handleSubmit(({ reason }) => cancel.run(reason.trim()))}>
        <TextField
          label={t('cancel.reason')}
          hint={t('cancel.reasonHint')}
          error={formState.errors.reason?.message}
          maxLength={200}
          {...register('reason')}
        />
        <FormButtons submitLabel={t('cancel.submit')} look="danger" isBusy={cancel.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}

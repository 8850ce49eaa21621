import { rejectFaceTemplate } from '@hadir/contract/enrolment.ts';
import { line } from '@hadir/contract/field.ts';
import type { Person } from '@hadir/contract/people.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { peopleKeys } from './people-queries.ts';
import { text, useTexts } from './texts.ts';

const RejectForm = z.object({
  reason: z
    .string()
    .refine((value) => line(3, 500).safeParse(value).success, { error: () => text('rejectForm.needReason') }),
});

/** Says that an enrolled face is not this person: it is deleted, with a reason. */
export function RejectFaceDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useTexts();
  const { id, name } = person;
  const template_id = person.template_id ?? undefined;
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(RejectForm),
    defaultValues: { reason: '' },
  });
  const reject = useCommand(
    (reason: string) => callOrThrow(rejectFaceTemplate, { params: { id }, body: { reason, template_id } }),
    {
      refresh: [peopleKeys.all],
      onDone: () => {
        showToast(t('rejected', { name }));
        onClose();
      },
    },
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('rejectForm.title', { name })} description={t('rejectForm.explained')}>
      <Form failure={reject.failure} onSubmit={handleSubmit(({ reason }) => reject.run(reason))}>
        <TextField
          label={t('rejectForm.reason')}
          error={formState.errors.reason?.message}
          maxLength={500}
          {...register('reason')}
        />
        <FormButtons submitLabel={t('rejectForm.submit')} look="danger" isBusy={reject.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}

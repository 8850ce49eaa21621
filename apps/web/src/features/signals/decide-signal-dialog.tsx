import { line } from '@hadir/contract/field.ts';
import { decideSignal, type Signal } from '@hadir/contract/signals.ts';
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
import { signalKeys } from './signal-queries.ts';
import { text, useTexts } from './texts.ts';

export type Decision = 'dismiss' | 'confirm' | 'reopen';

const ReasonForm = z.object({
  reason: z
    .string()
    .refine((value) => line(3, 500).safeParse(value).success, { error: () => text('decide.needReason') }),
});

/** Asks for the reason; what was decided can be changed by another decision. */
export function DecideSignalDialog({
  signal: { id },
  decision,
  onClose,
}: {
  signal: Pick<Signal, 'id'>;
  decision: Decision;
  onClose: () => void;
}) {
  const t = useTexts();
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(ReasonForm),
    defaultValues: { reason: '' },
  });
  const decide = useCommand(
    (reason: string) => callOrThrow(decideSignal, { params: { id }, body: { decision, reason } }),
    {
      refresh: [signalKeys.all],
      onDone: () => {
        showToast(t(`decide.done.${decision}`));
        onClose();
      },
    },
  );
  return (
    <Dialog isOpen onClose={onClose} title={t(`decide.${decision}Title`)} description={t(`decide.${decision}Text`)}>
      <Form failure={decide.failure} onSubmit={handleSubmit(({ reason }) => decide.run(reason))}>
        <TextField
          label={t('decide.reason')}
          hint={t('decide.reasonHint')}
          error={formState.errors.reason?.message}
          maxLength={500}
          {...register('reason')}
        />
        <FormButtons submitLabel={t(`decide.${decision}`)} isBusy={decide.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}

import { putTimetableException } from '@hadir/contract/timetable.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { callOrThrow } from '#lib/api.ts';
import { formatDay } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { CancelForm } from './occurrence-form.ts';
import type { RuleItem } from './rule-item.ts';
import { useTexts } from './texts.ts';
import { timetableKeys } from './timetable-queries.ts';

/** Cancels one day of a class, with a reason that students read. */
export function CancelOccurrenceDialog({ item, zone, onClose }: { item: RuleItem; zone: string; onClose: () => void }) {
  const t = useTexts();
  const { title } = item;
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(CancelForm),
    defaultValues: { reason: '' },
  });
  const cancel = useCommand(
    (reason: string) =>
      callOrThrow(putTimetableException, {
        params: { id: item.rule_id },
        body: { occurs_on: item.occurs_on, change: 'cancelled', reason },
      }),
    {
      refresh: [timetableKeys.all],
      onDone: () => {
        showToast(t('day.cancelled', { title }));
        onClose();
      },
    },
  );
  const day = formatDay(item.starts_at, zone);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('day.cancelTitle', { title, day })}
      description={t('day.cancelExplained')}
    >
      <Form failure={cancel.failure} onSubmit={handleSubmit(({ reason }) => cancel.run(reason.trim()))}>
        <TextField
          label={t('day.reason')}
          hint={t('day.reasonHint')}
          error={formState.errors.reason?.message}
          maxLength={200}
          {...register('reason')}
        />
        <FormButtons submitLabel={t('day.cancel')} look="danger" isBusy={cancel.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}

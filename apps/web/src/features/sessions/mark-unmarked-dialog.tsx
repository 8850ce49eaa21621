import { AttendanceStatus, type Roster } from '@hadir/contract/sessions.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { useCommand } from '#lib/use-command.ts';
import { ChoiceField } from '#ui/choice-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { markUnmarked } from './change-records.ts';
import { keepLastReason } from './last-reason.ts';
import { ReasonField } from './reason-field.tsx';
import { reason } from './reason-form.ts';
import { useRosterTexts } from './roster-texts.ts';
import { sessionKeys } from './session-queries.ts';
import { useTexts } from './texts.ts';

const Rules = z.object({ status: AttendanceStatus, reason });

/** One status and one reason for everybody who has no mark. */
export function MarkUnmarkedDialog({ roster, onClose }: { roster: Roster; onClose: () => void }) {
  const t = useTexts();
  const r = useRosterTexts();
  const { session, items, counts } = roster;
  const { register, handleSubmit, setValue, formState } = useForm({
    resolver: zodResolver(Rules),
    defaultValues: { status: 'excused' as const, reason: '' },
  });
  const mark = useCommand((form: z.infer<typeof Rules>) => markUnmarked(session.id, items, form), {
    refresh: [sessionKeys.all, ['corrections']],
    onDone: (outcome, form) => {
      keepLastReason(form.reason);
      showToast(outcome.kind === 'proposed' ? r('proposed') : r('unmarked.done', { count: outcome.changed }));
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={r('unmarked.title', { count: counts.missing })}
      description={r('unmarked.explained')}
    >
      <Form failure={mark.failure} onSubmit={handleSubmit((form) => mark.run(form))}>
        <ChoiceField
          legend={t('byHand.status')}
          columns={2}
          choices={AttendanceStatus.options.map((status) => ({ value: status, label: t(`status.${status}`) }))}
          {...register('status')}
        />
        <ReasonField
          error={formState.errors.reason?.message}
          input={register('reason')}
          onChoose={(chosen) => setValue('reason', chosen, { shouldValidate: true })}
        />
        <FormButtons submitLabel={r('unmarked.submit')} isBusy={mark.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}

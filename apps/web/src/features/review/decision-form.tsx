import type { ReviewDetail } from '@hadir/contract/review.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { sessionKeys } from '#features/sessions/session-queries.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { ChoiceField } from '#ui/choice-field.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { showToast } from '#ui/toast.tsx';
import { type DecisionForm as Decided, DecisionForm as Rules, readDecision, sendDecision } from './decide.ts';
import { reviewKeys } from './review-queries.ts';
import type { Seen } from './room-question.tsx';
import { useTexts } from './texts.ts';

/** Confirm or reject, once, with a reason; common ones are at hand. */
export function DecisionForm({ mark, seen }: { mark: ReviewDetail; seen: Seen | null }) {
  const t = useTexts();
  const navigate = useNavigate();
  const { name } = mark.student;
  const { register, handleSubmit, setValue, formState, control } = useForm<Decided>({
    resolver: zodResolver(Rules),
    defaultValues: { decision: '', reason: seen === 'yes' ? t('mark.seen') : '' },
  });
  const decision = useWatch({ control, name: 'decision' });
  const send = useCommand((form: Decided) => sendDecision(mark, readDecision(form, seen)), {
    refresh: [reviewKeys.all, sessionKeys.all],
    onDone: (_, form) => {
      showToast(t(form.decision === 'confirm' ? 'mark.confirmedToast' : 'mark.rejectedToast', { name }));
      void navigate('/reviews');
    },
  });
  const isReject = decision === 'reject';
  const presets = isReject ? [t('mark.notInRoom'), t('mark.otherPerson')] : [t('mark.seen'), t('mark.knownFor')];
  return (
    <Card title={t('mark.decision')}>
      <Form failure={send.failure} onSubmit={handleSubmit((form) => send.run(form))}>
        <p className="text-ink-soft">{t('mark.once')}</p>
        <ChoiceField
          legend={t('mark.decision')}
          isLegendHidden
          choices={[
            // Nobody confirms who was not in the room.
            ...(seen === 'no'
              ? []
              : [{ value: 'confirm', label: t('mark.confirm'), hint: t('mark.confirmHint', { name }) }]),
            { value: 'reject', label: t('mark.reject'), hint: t('mark.rejectHint', { name }) },
          ]}
          {...register('decision', {
            onChange: (event) => {
              const isConfirm = event.target.value === 'confirm';
              setValue('reason', isConfirm && seen === 'yes' ? t('mark.seen') : '', { shouldValidate: false });
            },
          })}
        />
        {formState.errors.decision && (
          <p role="alert" className="text-sm font-medium text-bad">
            {formState.errors.decision.message}
          </p>
        )}
        <TextField
          label={t('mark.reason')}
          hint={t('mark.reasonHint')}
          error={formState.errors.reason?.message}
          maxLength={500}
          {...register('reason')}
        />
        {decision !== '' && (
          <div className="flex flex-wrap gap-2">
            {presets.map((reason) => (
              <Button
                key={reason}
                look="secondary"
                onClick={() => setValue('reason', reason, { shouldValidate: true, shouldDirty: true })}
              >
                {reason}
              </Button>
            ))}
          </div>
        )}
        <Button type="submit" look={isReject ? 'danger' : 'primary'} isBusy={send.isBusy} className="w-full sm:w-auto">
          {t(isReject ? 'mark.submitReject' : 'mark.submitConfirm')}
        </Button>
      </Form>
    </Card>
  );
}

import type { ReviewDetail } from '@hadir/contract/review.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { peopleKeys } from '#features/people/people-queries.ts';
import { isNewFace } from '#features/sessions/is-new-face.ts';
import { sessionKeys } from '#features/sessions/session-queries.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { ChoiceField } from '#ui/choice-field.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { showToast } from '#ui/toast.tsx';
import { type DecisionForm as Decided, DecisionForm as Rules, sendDecision } from './decide.ts';
import { nextReason } from './next-reason.ts';
import { reviewKeys } from './review-queries.ts';
import type { Seen } from './room-question.tsx';
import { useTexts } from './texts.ts';

const toasts = {
  '': 'mark.confirmedToast',
  confirm: 'mark.confirmedToast',
  confirm_both: 'mark.confirmedBothToast',
  reject: 'mark.rejectedToast',
} as const satisfies Record<Decided['decision'], string>;
const submits = {
  '': 'mark.submit',
  confirm: 'mark.submitConfirm',
  confirm_both: 'mark.submitBoth',
  reject: 'mark.submitReject',
} as const satisfies Record<Decided['decision'], string>;

/** Confirm or reject, once, with a reason; common ones are at hand. */
export function DecisionForm({ mark, seen }: { mark: ReviewDetail; seen: Seen | null }) {
  const t = useTexts();
  const navigate = useNavigate();
  const { name } = mark.student;
  const { register, handleSubmit, setValue, formState, control, getValues } = useForm<Decided>({
    resolver: zodResolver(Rules),
    defaultValues: { decision: '', reason: seen === 'yes' ? t('mark.seen') : '' },
  });
  const decision = useWatch({ control, name: 'decision' });
  const send = useCommand((form: Decided) => sendDecision(mark, form, seen), {
    refresh: [reviewKeys.all, sessionKeys.all, peopleKeys.all],
    onDone: (outcome, form) => {
      showToast(t(outcome.kind === 'face_not_confirmed' ? 'mark.faceNotConfirmed' : toasts[form.decision], { name }));
      void navigate('/reviews');
    },
  });
  const isReject = decision === 'reject';
  const presets = {
    confirm: [t('mark.seen'), t('mark.knownFor')],
    reject: [t('mark.notInRoom'), t('mark.otherPerson')],
  };
  const { face, is_enrolled_face } = mark.claimed;
  const asksForFace = is_enrolled_face !== false && isNewFace(mark, face);
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
              : [
                  ...(asksForFace
                    ? [
                        {
                          value: 'confirm_both',
                          label: t('mark.confirmBoth'),
                          hint: t('mark.confirmBothHint', { name }),
                        },
                      ]
                    : []),
                  {
                    value: 'confirm',
                    label: t(asksForFace ? 'mark.confirmOnly' : 'mark.confirm'),
                    hint: t('mark.confirmHint', { name }),
                  },
                ]),
            { value: 'reject', label: t('mark.reject'), hint: t('mark.rejectHint', { name }) },
          ]}
          {...register('decision', {
            onChange: (event) => {
              const preset = event.target.value !== 'reject' && seen === 'yes' ? t('mark.seen') : '';
              const all = [...presets.confirm, ...presets.reject];
              setValue('reason', nextReason(getValues('reason'), all, preset), { shouldValidate: false });
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
        {decision && (
          <div className="flex flex-wrap gap-2">
            {presets[isReject ? 'reject' : 'confirm'].map((reason) => (
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
          {t(submits[decision ?? ''])}
        </Button>
      </Form>
    </Card>
  );
}

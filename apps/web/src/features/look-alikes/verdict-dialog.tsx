import { line } from '@hadir/contract/field.ts';
import { decideLookAlike, type LookAlike, LookAlikeVerdict } from '@hadir/contract/look-alikes.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import { peopleKeys } from '#features/people/people-queries.ts';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { ChoiceField } from '#ui/choice-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { lookAlikeKeys } from './look-alike-queries.ts';
import { text, useTexts } from './texts.ts';

const VerdictForm = z.object({
  // Nothing chosen comes as null.
  verdict: z
    .string({ error: () => text('form.needVerdict') })
    .pipe(z.enum(LookAlikeVerdict.options, { error: () => text('form.needVerdict') })),
  rejected: z.enum(['person', 'other']),
  reason: z.string().refine((value) => line(3, 500).safeParse(value).success, { error: () => text('form.needReason') }),
});
type VerdictForm = z.output<typeof VerdictForm>;

/** Whose the two faces are, said once and with a reason. */
export function VerdictDialog({ item, onClose }: { item: LookAlike; onClose: () => void }) {
  const t = useTexts();
  const names = { person: item.person.name, other: item.other.name };
  const { register, handleSubmit, formState, control } = useForm<z.input<typeof VerdictForm>, unknown, VerdictForm>({
    resolver: zodResolver(VerdictForm),
    defaultValues: { verdict: '', rejected: 'person', reason: '' },
  });
  const [verdict, rejected] = useWatch({ control, name: ['verdict', 'rejected'] });
  const isOne = verdict === 'same_person';
  const decide = useCommand((body: VerdictForm) => callOrThrow(decideLookAlike, { params: { id: item.id }, body }), {
    refresh: [lookAlikeKeys.all, peopleKeys.all],
    onDone: () => {
      showToast(t('done'));
      onClose();
    },
  });
  return (
    <Dialog isOpen onClose={onClose} title={t('form.title')} description={t('form.once')}>
      <Form failure={decide.failure} onSubmit={handleSubmit((form) => decide.run(form))}>
        <ChoiceField
          legend={t('form.verdict')}
          choices={LookAlikeVerdict.options.map((value) => ({
            value,
            label: t(`verdict.${value}`),
            hint: t(`verdict.${value}Hint`, names),
          }))}
          {...register('verdict')}
        />
        {formState.errors.verdict && (
          <p role="alert" className="text-sm font-medium text-bad">
            {formState.errors.verdict.message}
          </p>
        )}
        {isOne && (
          <ChoiceField
            legend={t('form.rejected')}
            choices={[
              { value: 'person', label: names.person, hint: t('later') },
              { value: 'other', label: names.other, hint: t('earlier') },
            ]}
            {...register('rejected')}
          />
        )}
        <TextField
          label={t('form.reason')}
          error={formState.errors.reason?.message}
          maxLength={500}
          {...register('reason')}
        />
        <FormButtons
          submitLabel={isOne ? t('form.submitDelete', { name: names[rejected] }) : t('form.submit')}
          look={isOne ? 'danger' : 'primary'}
          isBusy={decide.isBusy}
          onCancel={onClose}
        />
      </Form>
    </Dialog>
  );
}

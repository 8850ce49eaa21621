import { line } from '@hadir/contract/field.ts';
import { addTwins } from '@hadir/contract/look-alikes.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { X } from 'lucide-react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { PersonSearch } from '#features/people/person-search.tsx';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { lookAlikeKeys } from './look-alike-queries.ts';
import { text, useTexts } from './texts.ts';

const TwinsForm = z.object({
  people: z.array(z.object({ id: z.string(), name: z.string() })).length(2, { error: () => text('pairs.needTwo') }),
  reason: z.string().refine((value) => line(3, 500).safeParse(value).success, { error: () => text('form.needReason') }),
});
type TwinsForm = z.infer<typeof TwinsForm>;

/** Notes two students as twins, before they register or after. */
export function AddTwinsDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const { register, handleSubmit, formState, watch, setValue } = useForm<TwinsForm>({
    resolver: zodResolver(TwinsForm),
    defaultValues: { people: [], reason: '' },
  });
  const people = watch('people');
  const choose = (next: TwinsForm['people']) =>
    setValue('people', next, { shouldValidate: formState.isSubmitted, shouldDirty: true });
  const add = useCommand(
    ({ people: pair, reason }: TwinsForm) =>
      callOrThrow(addTwins, { body: { person_ids: pair.map(({ id }) => id), reason } }),
    {
      refresh: [lookAlikeKeys.all],
      onDone: () => {
        showToast(t('pairs.added'));
        onClose();
      },
    },
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('pairs.addTitle')} description={t('pairs.addExplained')}>
      <Form failure={add.failure} onSubmit={handleSubmit((form) => add.run(form))}>
        <div className="flex flex-wrap items-center gap-2" aria-live="polite">
          {people.length === 0 && <p className="text-ink-soft">{t('pairs.chosenNobody')}</p>}
          {people.map((person) => (
            <Button
              key={person.id}
              look="secondary"
              aria-label={t('pairs.unchoose', { name: person.name })}
              icon={<X className="size-4" aria-hidden="true" />}
              onClick={() => choose(people.filter(({ id }) => id !== person.id))}
            >
              {person.name}
            </Button>
          ))}
        </div>
        {people.length < 2 && (
          <PersonSearch
            label={t('pairs.search')}
            none={t('pairs.none')}
            ofRole="student"
            without={people.map(({ id }) => id)}
            onChoose={(person) => choose([...people, person])}
          />
        )}
        {formState.errors.people && (
          <p role="alert" className="text-sm font-medium text-bad">
            {formState.errors.people.message}
          </p>
        )}
        <TextField
          label={t('form.reason')}
          error={formState.errors.reason?.message}
          maxLength={500}
          {...register('reason')}
        />
        <FormButtons submitLabel={t('pairs.add')} isBusy={add.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}

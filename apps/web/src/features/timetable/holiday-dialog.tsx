import { line } from '@hadir/contract/field.ts';
import { createHoliday } from '@hadir/contract/timetable.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { isDay } from '#lib/zoned-day.ts';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { text, useTexts } from './texts.ts';
import { timetableKeys } from './timetable-queries.ts';

const HolidayForm = z
  .object({
    name: z
      .string()
      .refine((value) => line(1, 80).safeParse(value).success, { error: () => text('holidays.needName') }),
    first: z.string().refine(isDay, { error: () => text('holidays.needFirst') }),
    last: z.string().refine(isDay, { error: () => text('holidays.needLast') }),
  })
  .refine(({ first, last }) => last >= first, { path: ['last'], error: () => text('holidays.needLast') });
type HolidayForm = z.infer<typeof HolidayForm>;

/** Makes days without classes. */
export function HolidayDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const { register, handleSubmit, getValues, setValue, formState } = useForm<HolidayForm>({
    resolver: zodResolver(HolidayForm),
    defaultValues: { name: '', first: '', last: '' },
  });
  const { errors } = formState;
  const save = useCommand(
    ({ name, first, last }: HolidayForm) =>
      callOrThrow(createHoliday, { body: { name: name.trim(), starts_on: first, ends_on: last } }),
    {
      refresh: [timetableKeys.all, ['class-sessions']],
      onDone: ({ name }) => {
        showToast(t('holidays.made', { name }));
        onClose();
      },
    },
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('holidays.title')} description={t('holidays.explained')}>
      <Form failure={save.failure} onSubmit={handleSubmit((form) => save.run(form))}>
        <TextField label={t('holidays.name')} error={errors.name?.message} maxLength={80} {...register('name')} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            type="date"
            label={t('holidays.first')}
            error={errors.first?.message}
            {...register('first', {
              onChange: (event) => {
                // Most holidays last one day.
                if (getValues('last') === '') setValue('last', event.target.value);
              },
            })}
          />
          <TextField type="date" label={t('holidays.last')} error={errors.last?.message} {...register('last')} />
        </div>
        <FormButtons submitLabel={t('holidays.save')} isBusy={save.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}

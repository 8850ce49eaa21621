import { type Collision, putTimetableException } from '@hadir/contract/timetable.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { placesQuery } from '#features/places/place-queries.ts';
import { callOrThrow } from '#lib/api.ts';
import { formatDay } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { SelectField, TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { CollisionsTold } from './collisions-told.tsx';
import { fillMoveForm, MoveForm, readMoveForm } from './occurrence-form.ts';
import type { RuleItem } from './rule-item.ts';
import { useTexts } from './texts.ts';
import { timetableKeys } from './timetable-queries.ts';

type Asked = NonNullable<ReturnType<typeof readMoveForm>>;

/** Moves one day of a class to another day, time, room or place. */
export function MoveOccurrenceDialog({ item, zone, onClose }: { item: RuleItem; zone: string; onClose: () => void }) {
  const t = useTexts();
  const { title } = item;
  const places = useQuery(placesQuery);
  const [collisions, setCollisions] = useState<readonly Collision[] | null>(null);
  const { register, handleSubmit, setError, formState } = useForm<MoveForm>({
    resolver: zodResolver(MoveForm),
    defaultValues: fillMoveForm(item, zone),
  });
  const { errors } = formState;
  const move = useCommand((body: Asked) => callOrThrow(putTimetableException, { params: { id: item.rule_id }, body }), {
    refresh: [timetableKeys.all],
    onDone: ({ collisions }) => {
      showToast(t('day.movedDone', { title }));
      if (collisions.length === 0) onClose();
      else setCollisions(collisions);
    },
  });
  if (collisions) return <CollisionsTold collisions={collisions} zone={zone} onClose={onClose} />;
  const submit = handleSubmit((form) => {
    const asked = readMoveForm(form, item, zone);
    if (asked === null) return setError('day', { message: t('day.needChange') }, { shouldFocus: true });
    move.run(asked);
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('day.moveTitle', { title, day: formatDay(item.starts_at, zone) })}
      description={t('day.moveExplained')}
    >
      <Form failure={move.failure} onSubmit={submit}>
        <TextField type="date" label={t('day.on')} error={errors.day?.message} {...register('day')} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField type="time" label={t('day.time')} error={errors.time?.message} {...register('time')} />
          <TextField
            type="number"
            inputMode="numeric"
            min={5}
            max={720}
            label={t('day.minutes')}
            error={errors.minutes?.message}
            {...register('minutes')}
          />
        </div>
        <TextField label={t('day.room')} isOptional error={errors.room?.message} {...register('room')} />
        <SelectField label={t('day.place')} {...register('placeId')}>
          <option value="">{t('day.placeAsPlanned')}</option>
          {places.data?.items.map((place) => (
            <option key={place.id} value={place.id}>
              {place.name}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t('day.reason')}
          hint={t('day.reasonHint')}
          error={errors.reason?.message}
          maxLength={200}
          {...register('reason')}
        />
        <FormButtons submitLabel={t('day.submitMove')} isBusy={move.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}

import {
  type Collision,
  createTimetableRule,
  type TimetableRule,
  updateTimetableRule,
} from '@hadir/contract/timetable.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { coursesQuery } from '#features/courses/course-queries.ts';
import { placesQuery } from '#features/places/place-queries.ts';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { isRefused, toFailure } from '#lib/failure.ts';
import { formatFacts } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { dayOf } from '#lib/zoned-day.ts';
import { ButtonLink } from '#ui/button.tsx';
import { ChoiceField } from '#ui/choice-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { SelectField, TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { FailureNotice, LoadingState } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { CollisionsTold } from './collisions-told.tsx';
import { fillRuleForm, RuleForm, readRuleForm } from './rule-form.ts';
import { useTexts } from './texts.ts';
import { timetableKeys } from './timetable-queries.ts';
import { WeekdaysField } from './weekdays-field.tsx';

/** Makes a class that comes again, or changes one; afterwards it says what collides. */
export function RuleDialog({ rule, onClose }: { rule: TimetableRule | null; onClose: () => void }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const courses = useQuery({ ...coursesQuery, enabled: rule === null });
  const places = useQuery(placesQuery);
  const [collisions, setCollisions] = useState<readonly Collision[] | null>(null);
  const { register, handleSubmit, setValue, formState } = useForm<RuleForm>({
    resolver: zodResolver(RuleForm),
    defaultValues: fillRuleForm(rule, dayOf(Date.now(), zone)),
  });
  const { errors, dirtyFields } = formState;
  const save = useCommand(
    (form: RuleForm) =>
      rule
        ? callOrThrow(updateTimetableRule, { params: { id: rule.id }, body: readRuleForm(form) })
        : callOrThrow(createTimetableRule, { body: { course_id: form.courseId, ...readRuleForm(form) } }),
    {
      refresh: [timetableKeys.all, ['class-sessions']],
      onDone: ({ rule: { title }, collisions: found }) => {
        showToast(t(rule ? 'form.saved' : 'form.made', { title }));
        if (found.length === 0) onClose();
        else setCollisions(found);
      },
    },
  );
  const choices = courses.data?.items.filter((course) => !course.is_archived) ?? [];
  const isNever = isRefused(save.failure, 'invalid_request');

  function suggestTitle(courseId: string) {
    const course = choices.find((choice) => choice.id === courseId);
    if (course && !dirtyFields.title) setValue('title', course.title);
  }

  if (collisions) return <CollisionsTold collisions={collisions} zone={zone} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={rule ? t('form.titleEdit', { title: rule.title }) : t('form.titleNew')}
      description={rule ? t('form.followed') : undefined}
    >
      {rule === null && courses.isPending && <LoadingState />}
      {courses.error && <FailureNotice failure={toFailure(courses.error)} onRetry={() => void courses.refetch()} />}
      {courses.data && choices.length === 0 && (
        <div className="space-y-3">
          <p>{t('form.noCourses')}</p>
          <ButtonLink to="/courses">{t('form.makeCourse')}</ButtonLink>
        </div>
      )}
      {(rule !== null || choices.length > 0) && (
        <Form failure={isNever ? null : save.failure} onSubmit={handleSubmit((form) => save.run(form))}>
          {rule === null && (
            <SelectField
              label={t('form.course')}
              error={errors.courseId?.message}
              {...register('courseId', { onChange: (event) => suggestTitle(event.target.value) })}
            >
              <option value="">{t('form.chooseCourse')}</option>
              {choices.map((course) => (
                <option key={course.id} value={course.id}>
                  {formatFacts([course.code, course.section, course.title])}
                </option>
              ))}
            </SelectField>
          )}
          <TextField
            label={t('form.name')}
            hint={t('form.nameHint')}
            error={errors.title?.message}
            {...register('title')}
          />
          <WeekdaysField
            error={errors.weekdays?.message ?? (isNever ? t('form.never') : undefined)}
            {...register('weekdays')}
          />
          <TextField
            type="number"
            inputMode="numeric"
            min={1}
            max={8}
            label={t('form.everyWeeks')}
            hint={t('form.everyWeeksHint')}
            error={errors.everyWeeks?.message}
            {...register('everyWeeks')}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField type="time" label={t('form.time')} error={errors.time?.message} {...register('time')} />
            <TextField
              type="number"
              inputMode="numeric"
              min={5}
              max={720}
              label={t('form.minutes')}
              error={errors.minutes?.message}
              {...register('minutes')}
            />
          </div>
          <p className="text-sm text-ink-soft">{t('form.timeHint', { zone })}</p>
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              type="date"
              label={t('form.startsOn')}
              error={errors.startsOn?.message}
              {...register('startsOn')}
            />
            <TextField type="date" label={t('form.endsOn')} error={errors.endsOn?.message} {...register('endsOn')} />
          </div>
          <TextField label={t('form.room')} isOptional error={errors.room?.message} {...register('room')} />
          <SelectField label={t('form.place')} {...register('placeId')}>
            <option value="">{t('form.placeNone')}</option>
            {places.data?.items.map((place) => (
              <option key={place.id} value={place.id}>
                {place.name}
              </option>
            ))}
          </SelectField>
          <ChoiceField
            legend={t('form.opening')}
            choices={[
              { value: 'teacher', label: t('form.openingTeacher') },
              { value: 'itself', label: t('form.openingItself') },
            ]}
            {...register('opening')}
          />
          <FormButtons submitLabel={t('form.save')} isBusy={save.isBusy} onCancel={onClose} />
        </Form>
      )}
    </Dialog>
  );
}

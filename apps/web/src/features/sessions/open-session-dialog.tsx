import type { ClassSession } from '@hadir/contract/sessions.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { coursesQuery } from '#features/courses/course-queries.ts';
import { placesQuery } from '#features/places/place-queries.ts';
import { type Failure, toFailure } from '#lib/failure.ts';
import { formatFacts } from '#lib/format.ts';
import { queryClient } from '#lib/query-client.ts';
import { wallTimeOf } from '#lib/zoned-day.ts';
import { ButtonLink } from '#ui/button.tsx';
import { ChoiceField } from '#ui/choice-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { SelectField, TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { LoadingState } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { openSession } from './open-session.ts';
import { emptySessionForm, readSessionForm, SessionForm } from './session-form.ts';
import { sessionKeys } from './session-queries.ts';
import { suggestPlace } from './suggest-place.ts';
import { useTexts } from './texts.ts';

/** Makes a class session and opens it at once, or plans it for later. */
export function OpenSessionDialog({
  zone,
  known,
  onClose,
}: {
  zone: string;
  /** Sessions that tell where a course usually meets. */
  known: readonly ClassSession[];
  onClose: () => void;
}) {
  const t = useTexts();
  const navigate = useNavigate();
  const courses = useQuery(coursesQuery);
  const places = useQuery(placesQuery);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { register, handleSubmit, watch, setError, setValue, formState } = useForm<SessionForm>({
    resolver: zodResolver(SessionForm),
    defaultValues: emptySessionForm,
  });
  const { errors, isSubmitting, dirtyFields } = formState;
  const choices = courses.data?.items.filter((course) => !course.is_archived) ?? [];
  const isLater = watch('when') === 'later';
  const courseId = watch('courseId');
  const placeId = suggestPlace(places.data?.items ?? [], known, courseId);
  const isPlaceChosen = useRef(false);
  useEffect(() => {
    if (!isPlaceChosen.current) setValue('placeId', placeId);
  }, [placeId, setValue]);

  const submit = handleSubmit(async (form) => {
    const wanted = readSessionForm(form, zone, Date.now());
    if (wanted === null) return setError('startsAt', { message: t('form.startPassed') }, { shouldFocus: true });
    setFailure(null);
    const outcome = await openSession(wanted);
    if (outcome.kind === 'not_made') return setFailure(outcome.failure);
    void queryClient.invalidateQueries({ queryKey: sessionKeys.all });
    onClose();
    showToast(t(outcome.kind, { title: outcome.session.title }));
    if (outcome.kind === 'opened') void navigate(`/sessions/${outcome.session.id}`);
  });

  /** The title of the course is a fair title of the session until somebody types a better one. */
  function suggestTitle(courseId: string) {
    const course = choices.find((choice) => choice.id === courseId);
    if (course && !dirtyFields.title) setValue('title', course.title);
  }

  return (
    <Dialog isOpen onClose={onClose} title={t('form.title')} description={t('form.explained')}>
      {courses.isPending && <LoadingState />}
      {courses.data && choices.length === 0 && (
        <div className="space-y-3">
          <p>{t('form.noCourses')}</p>
          <ButtonLink to="/courses">{t('form.makeCourse')}</ButtonLink>
        </div>
      )}
      {(courses.error || choices.length > 0) && (
        <Form failure={failure ?? (courses.error && toFailure(courses.error))} onSubmit={submit}>
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
          <TextField
            label={t('form.name')}
            hint={t('form.nameHint')}
            error={errors.title?.message}
            {...register('title')}
          />
          <TextField label={t('form.room')} isOptional error={errors.room?.message} {...register('room')} />
          <SelectField
            label={t('form.place')}
            hint={watch('placeId') === '' ? undefined : t('form.placeHint')}
            {...register('placeId', {
              onChange: () => {
                isPlaceChosen.current = true;
              },
            })}
          >
            <option value="">{t('form.noPlace')}</option>
            {places.data?.items.map((place) => (
              <option key={place.id} value={place.id}>
                {place.name}
              </option>
            ))}
          </SelectField>
          {watch('placeId') !== '' && (
            <TextField
              inputMode="numeric"
              label={t('form.radius')}
              hint={t('form.radiusHint')}
              isOptional
              error={errors.radius?.message}
              {...register('radius')}
            />
          )}
          <ChoiceField
            legend={t('form.when')}
            columns={2}
            choices={[
              { value: 'now', label: t('form.now') },
              { value: 'later', label: t('form.later') },
            ]}
            {...register('when')}
          />
          {isLater && (
            <TextField
              type="datetime-local"
              label={t('form.startsAt')}
              hint={t('form.zone', { zone })}
              min={wallTimeOf(Date.now(), zone)}
              error={errors.startsAt?.message}
              {...register('startsAt')}
            />
          )}
          <TextField
            type="number"
            inputMode="numeric"
            min={5}
            max={120}
            label={t('form.duration')}
            hint={t('form.durationHint')}
            error={errors.minutes?.message}
            {...register('minutes')}
          />
          <FormButtons
            submitLabel={isLater ? t('form.submitLater') : t('form.submitNow')}
            isBusy={isSubmitting}
            onCancel={onClose}
          />
        </Form>
      )}
    </Dialog>
  );
}

import { Gender } from '@hadir/contract/students.ts';
import type { UseFormReturn } from 'react-hook-form';
import { ClassPlaceFields } from '#features/structure/class-place-fields.tsx';
import type { Failure } from '#lib/failure.ts';
import { SelectField, TextField } from '#ui/field.tsx';
import { useTexts } from './details-texts.ts';
import type { StudentForm } from './student-form.ts';

/** The fields of a student's record; what the server refused stands beside its field. */
export function StudentFields({
  form,
  isNumberOptional,
  failure,
}: {
  form: UseFormReturn<StudentForm>;
  isNumberOptional: boolean;
  failure: Failure | null;
}) {
  const t = useTexts();
  const { register, watch, setValue, formState } = form;
  const { errors } = formState;
  const [classId, streamId] = watch(['classId', 'streamId']);
  const refused = refusedFields(failure);
  return (
    <>
      <TextField label={t('name')} autoComplete="off" error={errors.name?.message} {...register('name')} />
      <TextField
        label={t('number')}
        hint={t('form.numberHint')}
        isOptional={isNumberOptional}
        autoComplete="off"
        autoCapitalize="characters"
        error={errors.number?.message ?? (refused.includes('admission_number') ? t('form.numberTaken') : undefined)}
        {...register('number')}
      />
      <TextField
        label={t('email')}
        type="email"
        isOptional
        autoComplete="off"
        error={errors.email?.message ?? (refused.includes('email') ? t('form.emailTaken') : undefined)}
        {...register('email')}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label={t('bornOn')} type="date" isOptional error={errors.bornOn?.message} {...register('bornOn')} />
        <SelectField label={t('gender')} isOptional {...register('gender')}>
          <option value="">{t('unknown')}</option>
          {Gender.options.map((gender) => (
            <option key={gender} value={gender}>
              {t(`genders.${gender}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <ClassPlaceFields
        place={{ classId, streamId }}
        streamError={refused.includes('stream_id') ? t('form.streamFull') : undefined}
        onChange={(place) => {
          setValue('classId', place.classId, { shouldDirty: true });
          setValue('streamId', place.streamId, { shouldDirty: true });
        }}
      />
    </>
  );
}

const shownBeside: readonly string[] = ['admission_number', 'email', 'stream_id'];

/** Fields that the server named when it said no. */
function refusedFields(failure: Failure | null): string[] {
  const isTaken =
    failure?.kind === 'refused' && (failure.code === 'already_exists' || failure.code === 'not_possible_now');
  return isTaken ? failure.fields.map(({ path }) => path).filter((path) => shownBeside.includes(path)) : [];
}

/** The same failure where no field says it already. */
export function failureOfForm(failure: Failure | null): Failure | null {
  return refusedFields(failure).length > 0 ? null : failure;
}

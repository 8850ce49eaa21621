import { useQuery } from '@tanstack/react-query';
import { SelectField } from '#ui/field.tsx';
import { classesQuery } from './structure-queries.ts';
import { useTexts } from './texts.ts';

export type ClassPlace = { readonly classId: string; readonly streamId: string };

/** The class and the stream of a student; the empty text is none. Another class takes the stream away. */
export function ClassPlaceFields({
  place,
  streamError,
  onChange,
}: {
  place: ClassPlace;
  streamError?: string | undefined;
  onChange: (place: ClassPlace) => void;
}) {
  const t = useTexts();
  const { data } = useQuery(classesQuery);
  const { classId, streamId } = place;
  const classes = data?.items.filter((item) => !item.is_archived || item.id === classId) ?? [];
  const streams = classes.find((item) => item.id === classId)?.streams ?? [];
  return (
    <>
      <SelectField
        label={t('class')}
        isOptional
        value={classId}
        onChange={(event) => onChange({ classId: event.target.value, streamId: '' })}
      >
        <option value="">{t('noClass')}</option>
        {classes.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      {streams.length > 0 && (
        <SelectField
          label={t('stream')}
          isOptional
          value={streamId}
          error={streamError}
          onChange={(event) => onChange({ classId, streamId: event.target.value })}
        >
          <option value="">{t('noStream')}</option>
          {streams.map(({ id, name, students, capacity }) => (
            <option key={id} value={id} disabled={students >= capacity && id !== streamId}>
              {t('streamFill', { name, students, capacity })}
            </option>
          ))}
        </SelectField>
      )}
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { classesQuery } from '#features/structure/structure-queries.ts';
import { SelectField } from '#ui/field.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { useTexts } from './texts.ts';

export type ChosenClass = { readonly classId: string; readonly streamId: string };

/** A class whose students come into the course together, or one of its streams. */
export function ChooseClass({
  chosen,
  onChange,
}: {
  chosen: ChosenClass;
  /** `count` says how many that are. */
  onChange: (chosen: ChosenClass, count: number) => void;
}) {
  const t = useTexts();
  const query = useQuery(classesQuery);
  return (
    <QueryView query={query}>
      {({ items }) => {
        const classes = items.filter((item) => !item.is_archived);
        const streamsOf = (classId: string) => classes.find(({ id }) => id === classId)?.streams ?? [];
        const choose = (classId: string, streamId: string) => {
          const whole = classes.find(({ id }) => id === classId);
          const stream = streamsOf(classId).find(({ id }) => id === streamId);
          onChange({ classId, streamId }, (stream ?? whole)?.students ?? 0);
        };
        if (classes.length === 0) return <p className="text-ink-soft">{t('add.noClasses')}</p>;
        return (
          <div className="space-y-4">
            <SelectField
              label={t('add.class')}
              value={chosen.classId}
              onChange={(event) => choose(event.target.value, '')}
            >
              <option value="">{t('add.chooseClass')}</option>
              {classes.map(({ id, name, students }) => (
                <option key={id} value={id}>
                  {t('add.classOption', { name, count: students })}
                </option>
              ))}
            </SelectField>
            {streamsOf(chosen.classId).length > 0 && (
              <SelectField
                label={t('add.stream')}
                value={chosen.streamId}
                onChange={(event) => choose(chosen.classId, event.target.value)}
              >
                <option value="">{t('add.allStreams')}</option>
                {streamsOf(chosen.classId).map(({ id, name, students }) => (
                  <option key={id} value={id}>
                    {t('add.classOption', { name, count: students })}
                  </option>
                ))}
              </SelectField>
            )}
          </div>
        );
      }}
    </QueryView>
  );
}

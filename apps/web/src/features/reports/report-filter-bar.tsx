import { TrendStep } from '@hadir/contract/reports.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { coursesQuery } from '#features/courses/course-queries.ts';
import { classesQuery } from '#features/structure/structure-queries.ts';
import { formatFacts } from '#lib/format.ts';
import { useDebounced } from '#lib/use-debounced.ts';
import { SelectField, TextField } from '#ui/field.tsx';
import { DayRangeFields } from '#ui/filter-panel.tsx';
import { filtersOf, type ReportFilters, ReportName } from './report-filters.ts';
import { useTexts } from './texts.ts';

type Change = (change: Partial<Record<keyof ReportFilters, string>>) => void;
type Props = { filters: ReportFilters; onChange: Change };

/** Which report, over which days, of whom; what a report does not know is not asked. */
export function ReportFilterBar({ filters, onChange }: Props) {
  const t = useTexts();
  const knows = (name: keyof ReportFilters) => filtersOf[filters.report].includes(name);
  return (
    <section
      aria-label={t('filters.heading')}
      className="grid gap-3 rounded-2xl border border-line bg-surface p-4 sm:grid-cols-2 lg:grid-cols-3 print:hidden"
    >
      <SelectField
        label={t('filters.report')}
        value={filters.report}
        onChange={(event) => onChange({ report: event.target.value })}
      >
        {ReportName.options.map((name) => (
          <option key={name} value={name}>
            {t(`report.${name}`)}
          </option>
        ))}
      </SelectField>
      {knows('on') && (
        <TextField
          type="date"
          label={t('filters.day')}
          value={filters.on}
          onChange={(event) => onChange({ on: event.target.value })}
        />
      )}
      {knows('from') && (
        <DayRangeFields
          labels={{ from: t('filters.from'), to: t('filters.to') }}
          from={filters.from}
          to={filters.to}
          onSet={(name, value) => onChange({ [name]: value })}
        />
      )}
      {knows('by') && (
        <SelectField
          label={t('filters.by')}
          value={filters.by}
          onChange={(event) => onChange({ by: event.target.value })}
        >
          {TrendStep.options.map((step) => (
            <option key={step} value={step}>
              {t(`column.${step}`)}
            </option>
          ))}
        </SelectField>
      )}
      {knows('below') && <BelowField filters={filters} onChange={onChange} />}
      {knows('course_id') && <CourseField filters={filters} onChange={onChange} />}
      {knows('class_id') && <ClassFields filters={filters} onChange={onChange} withStreams={knows('stream_id')} />}
      {knows('search') && <SearchWords filters={filters} onChange={onChange} />}
    </section>
  );
}

function BelowField({ filters, onChange }: Props) {
  const t = useTexts();
  return (
    <TextField
      type="number"
      label={t('filters.below')}
      min={1}
      max={100}
      step={1}
      value={filters.below}
      onChange={(event) => onChange({ below: event.target.value })}
    />
  );
}

function CourseField({ filters, onChange }: Props) {
  const t = useTexts();
  const { data } = useQuery(coursesQuery);
  return (
    <SelectField
      label={t('filters.course')}
      value={filters.course_id ?? ''}
      onChange={(event) => onChange({ course_id: event.target.value })}
    >
      <option value="">{t('filters.anyCourse')}</option>
      {data?.items.map((course) => (
        <option key={course.id} value={course.id}>
          {formatFacts([course.code, course.section, course.title])}
        </option>
      ))}
    </SelectField>
  );
}

function ClassFields({ filters, onChange, withStreams }: Props & { withStreams: boolean }) {
  const t = useTexts();
  const { data } = useQuery(classesQuery);
  const streams = data?.items.find(({ id }) => id === filters.class_id)?.streams ?? [];
  return (
    <>
      <SelectField
        label={t('filters.class')}
        value={filters.class_id ?? ''}
        onChange={(event) => onChange({ class_id: event.target.value, stream_id: '' })}
      >
        <option value="">{t('filters.anyClass')}</option>
        {data?.items.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      {withStreams && streams.length > 0 && (
        <SelectField
          label={t('filters.stream')}
          value={filters.stream_id ?? ''}
          onChange={(event) => onChange({ stream_id: event.target.value })}
        >
          <option value="">{t('filters.anyStream')}</option>
          {streams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
    </>
  );
}

function SearchWords({ filters, onChange }: Props) {
  const t = useTexts();
  const [words, setWords] = useState(filters.search ?? '');
  const search = useDebounced(words);
  const asked = useEffectEvent((words: string) => {
    if (words !== (filters.search ?? '')) onChange({ search: words });
  });
  useEffect(() => asked(search), [search]);
  return (
    <TextField
      type="search"
      label={t('filters.search')}
      maxLength={100}
      value={words}
      onChange={(event) => setWords(event.target.value)}
    />
  );
}

import { type ComponentProps, useId } from 'react';
import { useTexts } from './texts.ts';
import { weekdayName, weekdays } from './week-days.ts';

/** Days of the week to tick, each by its name. */
export function WeekdaysField({
  error,
  ...input
}: { error?: string | undefined } & Omit<ComponentProps<'input'>, 'id' | 'type' | 'className' | 'value'>) {
  const t = useTexts();
  const id = useId();
  return (
    <fieldset aria-describedby={error ? id : undefined}>
      <legend className="mb-1 font-medium">{t('form.weekdays')}</legend>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3">
        {weekdays.map((weekday) => (
          <label
            key={weekday}
            className="flex min-h-11 cursor-pointer items-center gap-2 rounded-xl border border-line-strong px-3 has-checked:border-brand has-checked:bg-brand-soft has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-brand"
          >
            <input {...input} type="checkbox" value={weekday} className="size-5 shrink-0 accent-brand outline-none" />
            <span className="min-w-0">{weekdayName(weekday, 'long')}</span>
          </label>
        ))}
      </div>
      {error && (
        <p id={id} className="mt-1 text-sm font-medium text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}

import { type ComponentProps, type ReactNode, useId } from 'react';
import { classes } from './classes.ts';

type Choice = { readonly value: string; readonly label: ReactNode; readonly hint?: ReactNode };

/** One of a few, all of them visible. Works with `register` of a form or with `value` and `onChange`. */
export function ChoiceField({
  legend,
  isLegendHidden = false,
  choices,
  value,
  columns = 1,
  ...input
}: {
  legend: string;
  isLegendHidden?: boolean;
  choices: readonly Choice[];
  value?: string;
  columns?: 1 | 2;
} & Omit<ComponentProps<'input'>, 'id' | 'type' | 'className' | 'value'>) {
  const id = useId();
  return (
    <fieldset>
      <legend className={isLegendHidden ? 'sr-only' : 'mb-1 font-medium'}>{legend}</legend>
      <div className={classes('grid gap-2', columns === 2 && 'grid-cols-2')}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="flex min-h-11 cursor-pointer items-start gap-3 rounded-xl border border-line-strong px-3 py-2.5 has-checked:border-brand has-checked:bg-brand-soft has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-brand"
          >
            <input
              name={id}
              {...input}
              {...(value === undefined ? {} : { checked: value === choice.value })}
              type="radio"
              value={choice.value}
              className="mt-0.5 size-5 shrink-0 accent-brand outline-none"
            />
            <span className="min-w-0">
              <span className="block font-medium">{choice.label}</span>
              {choice.hint && <span className="block text-sm text-ink-soft">{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

import { useId } from 'react';
import { classes } from './classes.ts';

type Segment<V extends string> = { readonly value: V; readonly label: string; readonly count?: number };

/** Switches between views of one list; each may carry a number. */
export function Segmented<V extends string>({
  legend,
  segments,
  value,
  onChange,
  isWrapped = false,
}: {
  legend: string;
  segments: readonly Segment<V>[];
  value: V;
  onChange: (value: V) => void;
  /** Two rows of three on a phone. */
  isWrapped?: boolean;
}) {
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{legend}</legend>
      <div
        className={classes(
          'grid gap-1 rounded-2xl bg-sunken p-1',
          isWrapped ? 'grid-cols-3 sm:grid-cols-6' : 'auto-cols-fr grid-flow-col',
        )}
      >
        {segments.map((segment) => (
          <label
            key={segment.value}
            className="relative flex min-h-12 cursor-pointer flex-col items-center justify-center rounded-xl px-2 py-1 text-sm font-medium text-ink-soft has-checked:bg-surface has-checked:text-ink has-checked:shadow-lift has-focus-visible:outline-3 has-focus-visible:outline-brand"
          >
            <input
              type="radio"
              name={name}
              value={segment.value}
              checked={value === segment.value}
              onChange={() => onChange(segment.value)}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            {segment.label}
            {segment.count !== undefined && (
              <span className="text-lg leading-tight font-bold text-ink tabular-nums"> {segment.count}</span>
            )}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

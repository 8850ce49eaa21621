import { ChevronDown, SlidersHorizontal, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import { TextField } from './field.tsx';

/** Filters of a list; on narrow screens behind a button, or the list would begin a screen lower. */
export function FilterPanel({
  label,
  summary,
  columns = 3,
  clear,
  children,
}: {
  label: string;
  /** On the button of narrow screens. */
  summary: string;
  /** On wide screens. */
  columns?: 3 | 4;
  /** Null while nothing is filtered. */
  clear: { label: string; onClick: () => void } | null;
  children: ReactNode;
}) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section aria-label={label} className="rounded-2xl border border-line bg-surface lg:p-4">
      <button
        type="button"
        aria-expanded={isOpen}
        className="flex min-h-12 w-full items-center gap-2 px-4 font-medium lg:hidden"
        onClick={() => setIsOpen(!isOpen)}
      >
        <SlidersHorizontal className="size-5" aria-hidden="true" />
        {summary}
        <ChevronDown className={classes('ms-auto size-5', isOpen && 'rotate-180')} aria-hidden="true" />
      </button>
      <div
        className={classes(
          'gap-3 px-4 pt-1 pb-4 sm:grid-cols-2 lg:grid lg:p-0',
          columns === 3 ? 'lg:grid-cols-3' : 'lg:grid-cols-4',
          isOpen ? 'grid' : 'hidden',
        )}
      >
        {children}
        {clear && (
          <Button
            look="quiet"
            className={classes('sm:justify-self-start', columns === 3 && 'sm:col-span-2 lg:col-span-3')}
            icon={<X className="size-5" aria-hidden="true" />}
            onClick={clear.onClick}
          >
            {clear.label}
          </Button>
        )}
      </div>
    </section>
  );
}

/** First and last day of what is listed. */
export function DayRangeFields({
  labels,
  from,
  to,
  onSet,
}: {
  labels: { from: string; to: string };
  from: string | undefined;
  to: string | undefined;
  onSet: (name: 'from' | 'to', value: string) => void;
}) {
  return (
    <>
      <TextField
        type="date"
        label={labels.from}
        max={to}
        value={from ?? ''}
        onChange={(event) => onSet('from', event.target.value)}
      />
      <TextField
        type="date"
        label={labels.to}
        min={from}
        value={to ?? ''}
        onChange={(event) => onSet('to', event.target.value)}
      />
    </>
  );
}

import { Search } from 'lucide-react';
import { classes } from './classes.ts';
import { controlClasses } from './field.tsx';

/** A search whose name is its placeholder. */
export function SearchField({
  label,
  value,
  onChange,
  className,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  className?: string;
}) {
  return (
    <div className={classes('relative', className)}>
      <Search
        className="pointer-events-none absolute inset-y-0 start-3 my-auto size-5 text-ink-soft"
        aria-hidden="true"
      />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        maxLength={100}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={classes(controlClasses, 'ps-10')}
      />
    </div>
  );
}

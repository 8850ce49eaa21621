import { type ComponentProps, type ReactNode, useId } from 'react';
import { classes } from './classes.ts';
import { useTexts } from './texts.ts';

export const controlClasses = classes(
  'w-full min-h-11 rounded-xl border border-line-strong bg-surface px-3 py-2 text-base text-ink',
  'placeholder:text-ink-soft aria-invalid:border-bad aria-invalid:border-2 disabled:opacity-60',
);

type Wiring = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };

export type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  isOptional?: boolean;
  className?: string;
};

/** Label, hint and error round one control, wired for assistive technology. */
export function Field({
  label,
  hint,
  error,
  isOptional = false,
  className,
  children,
}: FieldProps & { children: (wiring: Wiring) => ReactNode }) {
  const t = useTexts();
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={classes('flex flex-col gap-1', className)}>
      <label htmlFor={id} className="font-medium">
        {label}
        {isOptional && <span className="ms-1 text-sm font-normal text-ink-soft">({t('optional')})</span>}
      </label>
      {children({ id, 'aria-describedby': described, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-sm font-medium text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

function split<P extends FieldProps>({ label, hint, error, isOptional, className, ...rest }: P) {
  const field = {
    label,
    ...(hint === undefined ? {} : { hint }),
    ...(error === undefined ? {} : { error }),
    ...(isOptional === undefined ? {} : { isOptional }),
    ...(className === undefined ? {} : { className }),
  };
  return { field, rest };
}

export function TextField(props: FieldProps & Omit<ComponentProps<'input'>, 'id' | 'className'>) {
  const { field, rest } = split(props);
  return <Field {...field}>{(wiring) => <input {...rest} {...wiring} className={controlClasses} />}</Field>;
}

export function TextAreaField(props: FieldProps & Omit<ComponentProps<'textarea'>, 'id' | 'className'>) {
  const { field, rest } = split(props);
  return <Field {...field}>{(wiring) => <textarea rows={3} {...rest} {...wiring} className={controlClasses} />}</Field>;
}

/** The browser's own list: the best one on a phone. Options come as children. */
export function SelectField(props: FieldProps & Omit<ComponentProps<'select'>, 'id' | 'className'>) {
  const { field, rest } = split(props);
  return <Field {...field}>{(wiring) => <select {...rest} {...wiring} className={controlClasses} />}</Field>;
}

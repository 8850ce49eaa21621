import { type ComponentProps, type ReactNode, useId } from 'react';

/** One tick with its sentence; the whole row is the target. */
export function CheckboxField({
  label,
  error,
  ...rest
}: { label: ReactNode; error?: string | undefined } & Omit<ComponentProps<'input'>, 'id' | 'type' | 'className'>) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="flex min-h-11 cursor-pointer items-start gap-3 py-2">
        <input
          {...rest}
          id={id}
          type="checkbox"
          className="mt-0.5 size-6 shrink-0 accent-brand"
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
        />
        <span>{label}</span>
      </label>
      {error && (
        <p id={`${id}-error`} className="text-sm font-medium text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

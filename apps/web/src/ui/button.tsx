import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'react-router';
import { classes } from './classes.ts';
import { Spinner } from './spinner.tsx';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';
type Size = 'normal' | 'large';

const looks: Record<Look, string> = {
  primary: 'bg-brand text-on-brand hover:bg-brand-strong',
  secondary: 'bg-surface text-ink border border-line-strong hover:bg-sunken',
  quiet: 'text-brand hover:bg-brand-soft',
  danger: 'bg-bad text-on-bad hover:opacity-90',
};
const sizes: Record<Size, string> = {
  normal: 'min-h-11 px-4 text-base rounded-xl',
  large: 'min-h-14 px-6 text-lg rounded-2xl w-full',
};

function buttonClasses(look: Look, size: Size, className?: string): string {
  return classes(
    'inline-flex items-center justify-center gap-2 font-semibold transition-colors select-none text-center',
    // A label that wraps leaves the icon its size.
    '[&>svg]:shrink-0 disabled:opacity-55 aria-disabled:opacity-55',
    looks[look],
    sizes[size],
    className,
  );
}

type Shared = { look?: Look; size?: Size; icon?: ReactNode };

/** While `isBusy` it keeps its name, shows that it works, and does nothing. */
export function Button({
  look = 'primary',
  size = 'normal',
  icon,
  isBusy = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & Shared & { isBusy?: boolean }) {
  return (
    <button
      {...rest}
      type={type}
      className={buttonClasses(look, size, className)}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
    >
      {isBusy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

/** Looks like a button, goes to another screen. */
export function ButtonLink({
  look = 'primary',
  size = 'normal',
  icon,
  className,
  children,
  ...rest
}: ComponentProps<typeof Link> & Shared) {
  return (
    <Link {...rest} className={buttonClasses(look, size, className)}>
      {icon}
      {children}
    </Link>
  );
}

/** A button that shows only a picture; `label` is its name. */
export function IconButton({
  label,
  children,
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={label}
      className={classes(
        'inline-flex size-11 shrink-0 items-center justify-center rounded-xl text-ink-soft hover:bg-sunken hover:text-ink',
        className,
      )}
    >
      {children}
    </button>
  );
}

import type { ReactNode } from 'react';
import { classes } from './classes.ts';

/** A surface of its own. With a `title` it is a section named by it. */
export function Card({
  title,
  actions,
  children,
  className,
}: {
  title?: string;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  const look = classes('rounded-2xl border border-line bg-surface p-4 shadow-lift sm:p-6', className);
  if (title === undefined) return <div className={look}>{children}</div>;
  return (
    <section className={look} aria-label={title}>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-lg font-semibold">{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

import { type ReactNode, useEffect, useRef } from 'react';
import { classes } from './classes.ts';
import { useTexts } from './texts.ts';

let shownBefore = false;

/** One screen: document title, the only h1, and the focus on it after a navigation. */
export function Page({
  title,
  intro,
  actions,
  width = 'wide',
  children,
}: {
  title: string;
  intro?: ReactNode;
  actions?: ReactNode;
  /** `narrow` for reading and forms, `wide` for lists and tables. */
  width?: 'narrow' | 'wide';
  children: ReactNode;
}) {
  const t = useTexts();
  const screen = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const fullTitle = t('title', { page: title });

  useEffect(() => {
    document.title = fullTitle;
  }, [fullTitle]);

  useEffect(() => {
    // The very first screen leaves the focus where the browser puts it.
    const isInside = screen.current?.contains(document.activeElement) ?? false;
    if (shownBefore && !isInside) heading.current?.focus();
    shownBefore = true;
  }, []);

  return (
    <div ref={screen} className={classes('mx-auto w-full', width === 'narrow' ? 'max-w-xl' : 'max-w-6xl')}>
      <header className="mb-5 flex flex-wrap items-end justify-between gap-3">
        <div className="min-w-0">
          <h1 ref={heading} tabIndex={-1} className="text-2xl font-bold sm:text-3xl">
            {title}
          </h1>
          {intro && <div className="mt-1 text-ink-soft">{intro}</div>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </header>
      <div className="space-y-5">{children}</div>
    </div>
  );
}
